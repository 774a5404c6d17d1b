// A service beside Docket that books a visit over RabbitMQ, with nothing but amqplib.
//
//   RABBITMQ_URL  NAMESPACE (docket)   as Docket has them
//   SERVICE_NAME  SERVICE_KEY          the name in INTERNAL_SERVICES, and its private key (PKCS #8 DER in base64url)
//   PATIENT_ID                         the patient to book for
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import amqp from 'amqplib';

const { RABBITMQ_URL, NAMESPACE = 'docket', SERVICE_NAME, SERVICE_KEY, PATIENT_ID } = process.env;
const key = createPrivateKey({ key: Buffer.from(SERVICE_KEY, 'base64url'), format: 'der', type: 'pkcs8' });
const patienceMilliseconds = 10_000;

const connection = await amqp.connect(RABBITMQ_URL);
const channel = await connection.createChannel();
const waiting = new Map();

// Answers come to a queue of this connection's own, whose name is signed: no answer goes anywhere else.
const { queue: replyTo } = await channel.assertQueue('', { exclusive: true });
await channel.consume(
  replyTo,
  ({ content, properties }) => waiting.get(properties.correlationId)?.(JSON.parse(content.toString())),
  { noAck: true },
);

/** Asks, and resolves with the answer or rejects with Docket's error: {code, kind, message, errors?}. */
async function ask(pattern, data) {
  const id = randomUUID();
  const content = Buffer.from(JSON.stringify({ pattern, id, data }));
  // After this instant the request is not acted on, so it is safe to ask again.
  const expiresAt = Date.now() + patienceMilliseconds;
  const nonce = randomUUID();
  const head = ['docket-rpc-2', SERVICE_NAME, expiresAt, replyTo, nonce, ''].join('\n');
  const signed = Buffer.concat([Buffer.from(head), content]);
  const answer = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer in time.')), patienceMilliseconds);
    waiting.set(id, ({ response, err }) => {
      if (response === undefined && err === undefined) return;
      clearTimeout(timer);
      waiting.delete(id);
      if (err === undefined) resolve(response);
      else reject(Object.assign(new Error(err.message ?? String(err)), err));
    });
  });
  channel.sendToQueue(`${NAMESPACE}.rpc`, content, {
    replyTo,
    correlationId: id,
    expiration: patienceMilliseconds,
    headers: {
      'docket-service': SERVICE_NAME,
      'docket-expires-at': expiresAt,
      'docket-nonce': nonce,
      'docket-signature': sign(null, signed, key).toString('base64url'),
    },
  });
  return answer;
}

const show = (what, { id, status, version, appointmentDateTime }) =>
  console.log(`${what}: appointment ${id}, ${status}, version ${version}, at ${appointmentDateTime}`);

const { items } = await ask('doctors.search.v1', { specialization: 'cardio', limit: 1 });
const [doctor] = items;
console.log(`${doctor.specialization}: doctor ${doctor.id} in ${doctor.location.timeZone}`);

const { days } = await ask('doctors.availability.v1', { doctorId: doctor.id });
const [first, second] = days.flatMap(({ slots }) => slots);
console.log(`free: ${first.start}, ${second.start}, …`);

const order = { doctorId: doctor.id, appointmentDateTime: first.start, userId: Number(PATIENT_ID) };
// The key makes the request safe to repeat: the second answer is the first one again.
const idempotencyKey = randomUUID();
const booked = await ask('appointments.book.v1', { ...order, idempotencyKey });
show('booked', booked);
show('booked again', await ask('appointments.book.v1', { ...order, idempotencyKey }));

await ask('appointments.book.v1', order).catch(({ code, kind, message }) =>
  console.log(`refused: ${code} (${kind}): ${message}`),
);

const { id } = booked;
show(
  'moved',
  await ask('appointments.reschedule.v1', {
    id,
    appointmentDateTime: second.start,
    expectedVersion: booked.version,
  }),
);
show('cancelled', await ask('appointments.cancel.v1', { id, reason: 'The patient asked by phone.' }));
show('read', await ask('appointments.get.v1', { id }));

await connection.close();
