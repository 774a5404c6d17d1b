import { Fragment } from 'react';
import { useMe } from '../../../../api/me.js';
import { type Preferences } from '../../../../api/preferences.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { SelectField, TextField } from '../../../../components/form/inputs.js';
import { type FieldErrors } from '../../../../components/form/refusals.js';
import { Panel, Saved } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { languageNames, languages } from '../../../../messages/languages.js';
import styles from '../account.module.css';
import {
  type Channel,
  channels,
  type Choices,
  type Occasion,
  occasionsFor,
  reminderSteps,
  toggled,
  wordsFor,
} from './choices.js';
import { usePreferencesForm } from './use-preferences-form.js';

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
    <TextField type="time" name={name} label={label} errors={errors} defaultValue={preferences[name]} />
  );
  return (
    <>
      <TextField
        type="tel"
        of="PreferencesChangeDto.phone"
        label={texts.phone}
        hint={texts.phoneHint}
        errors={errors}
        defaultValue={preferences.phone}
        autoComplete="tel"
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
      <SelectField
        name="locale"
        label={texts.language}
        errors={errors}
        defaultValue={preferences.locale}
        options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <SelectField
        name="timeZone"
        label={texts.zone}
        hint={texts.zoneHint}
        errors={errors}
        defaultValue={own}
        options={[
          { value: '', label: texts.noZone },
          ...known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
        ]}
      />
    </>
  );
}

/** One form for all of it. */
export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const me = useMe();
  const { act, edit, choices, setChoices } = usePreferencesForm(preferences);
  return (
    <Panel>
      <ActForm act={act} button={messages.account.save}>
        {(errors) => (
          <Fragment key={edit.filling}>
            <PlaceFields preferences={edit.record} errors={errors} />
            <div>
              <h2 className={styles.subtitle}>{texts.what}</h2>
              <ChoiceFields
                choices={choices}
                occasions={occasionsFor(me?.role ?? 'patient')}
                onChange={setChoices}
              />
            </div>
            <PhoneFields preferences={edit.record} errors={errors} />
          </Fragment>
        )}
      </ActForm>
      <Saved>{act.isSuccess && messages.account.saved}</Saved>
    </Panel>
  );
}
