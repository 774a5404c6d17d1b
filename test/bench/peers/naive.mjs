// What the seed shows, and nothing more: a booking is one insert. No one signs in, no rule is looked at, a doctor may be
// booked twice, nothing is written down about it, and a repeated request books again.
import { PrismaPg } from '@prisma/adapter-pg';
import express from 'express';
import { PrismaClient } from '../../../dist/bench/naive-client/index.js';

const prisma = new PrismaClient({ adapter: new PrismaPg(process.env.DATABASE_URL ?? '') });
const app = express();
app.use(express.json());

app.get('/', (_request, response) => {
  response.json({ up: true });
});

app.post('/appointments', async (request, response) => {
  const { userId, doctorId, appointmentDateTime } = request.body;
  const data = { userId, doctorId, appointmentDateTime: new Date(appointmentDateTime) };
  response.status(201).json(await prisma.appointment.create({ data }));
});

app.listen(Number(process.env.PORT), '127.0.0.1');
