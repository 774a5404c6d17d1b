import { subjectsOf } from './subjects.js';

describe('the people whose data an answer holds', () => {
  it.each([
    ['an appointment', { id: 7, userId: 3, doctorId: 9 }, [3]],
    ['a list of them', [{ userId: 3 }, { userId: 4 }, { userId: 3 }], [3, 4]],
    ['a day with its patients', { appointments: [{ userId: 5, patient: { id: 5, username: 'ann' } }] }, [5]],
    ['an account', { id: 8, username: 'bob' }, [8]],
    ['a doctor, who is public', { id: 2, name: 'Dr. No' }, []],
    ['nothing', undefined, []],
    ['no one', { userId: null }, []],
  ])('are found in %s', (_what, answer, subjects) => {
    expect([...subjectsOf(answer)]).toEqual(subjects);
  });
});
