import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Preferences, preferencesQuery } from '../../api/account.js';
import { answer, api } from '../../api/client.js';
import { useMe } from '../../api/me.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { type FieldErrors, IncompleteForm } from '../../components/form/refusals.js';
import { Panel, Saved } from '../../components/panel.js';
import { chooseLanguage, messages } from '../../messages/index.js';
import { languageNames, languages } from '../../messages/languages.js';
import styles from './account.module.css';
import {
  type Channel,
  channels,
  type Choices,
  choicesOf,
  type Occasion,
  occasionsFor,
  reminderSteps,
  toggled,
  wordsFor,
} from './choices.js';

const texts = messages.account.messages;

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: () => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}

interface ChoiceFieldsProps {
  choices: Choices;
  occasions: readonly Occasion[];
  onChange: (choices: Choices) => void;
}

function ChoiceFields({ choices, occasions, onChange }: ChoiceFieldsProps) {
  const toggle = (channel: Channel, occasion: Occasion) => {
    const choice = choices[channel];
    onChange({ ...choices, [channel]: { ...choice, occasions: toggled(choice.occasions, occasion) } });
  };
  const toggleStep = (channel: Channel, minutes: number) => {
    const choice = choices[channel];
    onChange({
      ...choices,
      [channel]: { ...choice, reminderMinutes: toggled(choice.reminderMinutes, minutes) },
    });
  };
  const reminding = channels.filter((channel) => choices[channel].occasions.includes('reminder'));
  return (
    <>
      {occasions.map((occasion) => (
        <fieldset key={occasion} className={styles.fieldset}>
          <legend>{texts.occasions[occasion] ?? occasion}</legend>
          <div className={styles.checks}>
            {channels.map((channel) => (
              <Check
                key={channel}
                label={texts.channels[channel]}
                checked={choices[channel].occasions.includes(occasion)}
                onChange={() => {
                  toggle(channel, occasion);
                }}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {reminding.map((channel) => (
        <fieldset key={channel} className={styles.fieldset}>
          <legend>{texts.remindersOn(texts.channels[channel])}</legend>
          <div className={styles.checks}>
            {reminderSteps(choices[channel].reminderMinutes).map((minutes) => (
              <Check
                key={minutes}
                label={wordsFor(minutes)}
                checked={choices[channel].reminderMinutes.includes(minutes)}
                onChange={() => {
                  toggleStep(channel, minutes);
                }}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

function PhoneFields({ preferences, errors }: { preferences: Preferences; errors: FieldErrors }) {
  const time = (name: 'quietFrom' | 'quietTo', label: string) => (
    <TextInput
      size="md"
      type="time"
      name={name}
      label={label}
      defaultValue={preferences[name] ?? ''}
      error={errors[name]}
    />
  );
  return (
    <>
      <TextInput
        size="md"
        type="tel"
        name="phone"
        label={texts.phone}
        description={texts.phoneHint}
        defaultValue={preferences.phone ?? ''}
        error={errors.phone}
        autoComplete="tel"
        maxLength={16}
      />
      <fieldset className={styles.fieldset}>
        <legend>{texts.quiet}</legend>
        <p className={styles.plain}>{texts.quietHint}</p>
        <div className={styles.pair}>
          {time('quietFrom', texts.quietFrom)}
          {time('quietTo', texts.quietTo)}
        </div>
      </fieldset>
    </>
  );
}

function PlaceFields({ preferences, errors }: { preferences: Preferences; errors: FieldErrors }) {
  const zones = Intl.supportedValuesOf('timeZone');
  const own = preferences.timeZone;
  const known = own === null || zones.includes(own) ? zones : [own, ...zones];
  return (
    <>
      <NativeSelect
        size="md"
        name="locale"
        label={texts.language}
        defaultValue={preferences.locale}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <NativeSelect
        size="md"
        name="timeZone"
        label={texts.zone}
        description={texts.zoneHint}
        defaultValue={own ?? ''}
        error={errors.timeZone}
        data={[
          { value: '', label: texts.noZone },
          ...known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
        ]}
      />
    </>
  );
}

/** One form for all of it, saved as a whole. */
export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const me = useMe();
  const client = useQueryClient();
  const [choices, setChoices] = useState<Choices>(() => choicesOf(preferences));
  const act = useAct(async (typed) => {
    const [quietFrom, quietTo] = [typed('quietFrom') || null, typed('quietTo') || null];
    if ((quietFrom === null) !== (quietTo === null))
      throw new IncompleteForm({ [quietFrom === null ? 'quietFrom' : 'quietTo']: texts.quietHalf });
    const locale = languages.find((language) => language === typed('locale')) ?? preferences.locale;
    const phone = typed('phone').replaceAll(/[\s/()-]/g, '') || null;
    const body = { ...choices, locale, phone, quietFrom, quietTo, timeZone: typed('timeZone') || null };
    const { data } = await answer(api.PATCH('/me/preferences', { body }));
    client.setQueryData(preferencesQuery().queryKey, data);
    // The page follows, unless it speaks that language already.
    if (data.locale !== preferences.locale) chooseLanguage(data.locale);
  });
  return (
    <Panel>
      <ActForm act={act} button={messages.account.save}>
        {(errors) => (
          <>
            <PlaceFields preferences={preferences} errors={errors} />
            <div>
              <h2 className={styles.subtitle}>{texts.what}</h2>
              <ChoiceFields
                choices={choices}
                occasions={occasionsFor(me?.role ?? 'patient')}
                onChange={setChoices}
              />
            </div>
            <PhoneFields preferences={preferences} errors={errors} />
          </>
        )}
      </ActForm>
      <Saved>{act.isSuccess && messages.account.saved}</Saved>
    </Panel>
  );
}
