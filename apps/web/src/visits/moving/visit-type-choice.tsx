import { type VisitType } from '../../api/queries.js';
import { Choice } from '../../components/choice.js';
import { messages } from '../../messages/index.js';
import { amount } from '../../time/format.js';

function visitHint(visitType: VisitType): string {
  const mode = visitType.mode === 'video' ? messages.week.video : messages.week.inPerson;
  const parts = [messages.week.shortMinutes(visitType.durationMinutes), mode];
  if (visitType.price !== null) parts.push(messages.week.fee(amount(visitType.price)));
  return parts.join(' · ');
}

interface VisitTypeChoiceProps {
  visitTypes: readonly VisitType[];
  chosen: VisitType | undefined;
  onChoose: (id: number) => void;
}

/** Which kind of visit it is to be, with how long it takes, where it takes place and what it costs. */
export function VisitTypeChoice({ visitTypes, chosen, onChoose }: VisitTypeChoiceProps) {
  if (visitTypes.length === 0) return null;
  return (
    <Choice
      legend={messages.week.visitType}
      value={String(chosen?.id)}
      options={visitTypes.map((each) => ({
        value: String(each.id),
        label: each.name,
        hint: visitHint(each),
      }))}
      onChange={(id) => {
        onChoose(Number(id));
      }}
    />
  );
}
