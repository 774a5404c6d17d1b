import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePreferences, type Preferences, preferencesQuery } from '../../../../api/preferences.js';
import { type Typed, useAct } from '../../../../components/form/act.js';
import { useEdit } from '../../../../components/form/meanwhile/use-edit.js';
import { IncompleteForm } from '../../../../components/form/refusals.js';
import { chooseLanguage, messages } from '../../../../messages/index.js';
import { languages } from '../../../../messages/languages.js';
import { channelWords, type Choices, choicesOf } from './choices.js';

const texts = messages.account.messages;

/** @throws IncompleteForm when quiet hours have a begin or an end alone */
function plainChoices(typed: Typed, preferences: Preferences) {
  const [quietFrom, quietTo] = [typed('quietFrom') || null, typed('quietTo') || null];
  if ((quietFrom === null) !== (quietTo === null))
    throw new IncompleteForm({ [quietFrom === null ? 'quietFrom' : 'quietTo']: texts.quietHalf });
  const locale = languages.find((language) => language === typed('locale')) ?? preferences.locale;
  const phone = typed('phone').replaceAll(/[\s/()-]/g, '') || null;
  return { locale, phone, timeZone: typed('timeZone') || null, quietFrom, quietTo };
}

/** The choices, and how they are saved. */
export function usePreferencesForm(preferences: Preferences) {
  const client = useQueryClient();
  const [choices, setChoices] = useState<Choices>(() => choicesOf(preferences));
  const edit = useEdit<Preferences>({
    record: preferences,
    reread: () => client.query({ ...preferencesQuery(), staleTime: 0 }),
    words: channelWords,
    fill: (now) => {
      setChoices(choicesOf(now));
    },
  });
  const act = useAct(async (typed) => {
    const wanted = { ...choices, ...plainChoices(typed, edit.record) };
    const changed = await edit.save(wanted, (changes, seen) => {
      // Quiet hours have both ends or none.
      const { quietFrom, quietTo } = { ...seen, ...changes };
      return changePreferences({ ...changes, quietFrom, quietTo }, seen.version);
    });
    if (changed === undefined) return;
    client.setQueryData(preferencesQuery().queryKey, changed);
    // The page follows, unless it speaks that language already.
    if (changed.locale !== edit.record.locale) chooseLanguage(changed.locale);
  });
  return { act, edit, choices, setChoices };
}
