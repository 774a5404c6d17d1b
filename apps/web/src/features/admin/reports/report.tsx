import { Button } from '@mantine/core';
import { type UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { type Column, DataTable } from '../../../components/table/data-table.js';
import { ChartIcon } from '../../../components/icons/icons.js';
import { Listing } from '../../../components/table/listing.js';
import { Notice } from '../../../components/state/notice.js';
import { direction, messages } from '../../../messages/index.js';
import { csvOf, download } from './csv.js';
import styles from './reports.module.css';

const texts = messages.reports;

/** A column of numbers or words, for the table and for the file */
export interface Figure<Row> {
  key: string;
  header: string;
  value: (row: Row) => string | number | null;
  /** The value as the table shows it; by default the value itself */
  shown?: (row: Row) => string;
}

interface ReportProps<Row> {
  title: string;
  query: UseQueryResult<Row[]>;
  /** The first figure names the row */
  figures: readonly [Figure<Row>, ...Figure<Row>[]];
  /** The key of the figure that the chart draws */
  drawn: string;
}

const toColumn = <Row,>({ key, header, value, shown }: Figure<Row>, index: number): Column<Row> => ({
  key,
  header,
  heads: index === 0,
  numeric: index > 0,
  cell: shown ?? ((row) => value(row) ?? '–'),
});

/** The same numbers as a chart, a table and a file. */
export function Report<Row>({ title, query, figures, drawn }: ReportProps<Row>) {
  const id = useId();
  const [names] = figures;
  const figure = figures.find(({ key }) => key === drawn) ?? names;
  const axis = { stroke: 'var(--docket-muted)', fontSize: 12 };
  return (
    <section className={styles.report} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Listing query={query} failed={texts.failed}>
        {(rows) =>
          rows.length === 0 ? (
            <Notice icon={<ChartIcon />} level="h3" title={texts.none} />
          ) : (
            <>
              {/* The table below says the same to readers who do not see the chart. */}
              <div className={styles.chart} aria-hidden="true">
                <ResponsiveContainer width="100%" height={240}>
                  <BarChart
                    accessibilityLayer={false}
                    data={rows.map((row) => ({
                      name: names.shown?.(row) ?? names.value(row),
                      value: figure.value(row),
                    }))}
                  >
                    <CartesianGrid vertical={false} stroke="var(--docket-line)" />
                    <XAxis dataKey="name" {...axis} reversed={direction === 'rtl'} />
                    <YAxis {...axis} width={48} orientation={direction === 'rtl' ? 'right' : 'left'} />
                    <Tooltip
                      contentStyle={{ background: 'var(--docket-surface)', color: 'var(--docket-text)' }}
                      cursor={{ fill: 'var(--docket-accent-soft)' }}
                    />
                    <Bar
                      dataKey="value"
                      name={figure.header}
                      fill="var(--docket-accent)"
                      isAnimationActive={false}
                    />
                  </BarChart>
                </ResponsiveContainer>
              </div>
              <div className={styles.table} tabIndex={0} role="region" aria-label={texts.table(title)}>
                <DataTable
                  caption={title}
                  captionHidden
                  rows={rows}
                  rowKey={(row) => rows.indexOf(row)}
                  columns={figures.map(toColumn)}
                />
              </div>
              <Button
                variant="default"
                aria-label={texts.downloadOf(title)}
                onClick={() => {
                  download(`${title}.csv`, csvOf(figures, rows));
                }}
              >
                {texts.download}
              </Button>
            </>
          )
        }
      </Listing>
    </section>
  );
}
