import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryOptions } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { messages } from '../../messages/index.js';
import { type Column, DataTable } from './data-table.js';
import { SearchIcon } from '../icons/icons.js';
import { Listing } from './listing.js';
import { NextPage } from './next-page.js';
import { Notice } from '../state/notice.js';

interface Page<Row> {
  rows: Row[];
  next: string | undefined;
}

interface PagedTableProps<Row extends { id: number | string }> {
  caption: string;
  columns: readonly Column<Row>[];
  query: UseInfiniteQueryOptions<Page<Row>, Error, InfiniteData<Page<Row>>, unknown[], string>;
  empty?: ReactNode;
}

/** A table that grows by a page when asked to. */
export function PagedTable<Row extends { id: number | string }>({
  caption,
  columns,
  query: options,
  empty,
}: PagedTableProps<Row>) {
  const query = useInfiniteQuery(options);
  return (
    <Listing query={query} failed={messages.admin.failed}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.rows);
        if (rows.length === 0) {
          return (
            empty ?? (
              <Notice icon={<SearchIcon />} level="h2" title={messages.admin.nothing}>
                {messages.admin.nothingHint}
              </Notice>
            )
          );
        }
        return (
          <>
            <DataTable
              caption={caption}
              captionHidden
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
            />
            <NextPage
              query={query}
              label={messages.admin.more}
              failed={messages.admin.failed}
              fullWidth={false}
            />
          </>
        );
      }}
    </Listing>
  );
}
