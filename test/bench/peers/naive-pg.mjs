// The same as naive.mjs with nothing between a request and PostgreSQL that could be left out: no framework, no ORM, and a
// statement that each connection plans once.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const statement = {
  name: 'book',
  text: `INSERT INTO "Appointment" ("userId", "doctorId", "appointmentDateTime") VALUES ($1, $2, $3) RETURNING *`,
};

async function book(body) {
  const { userId, doctorId, appointmentDateTime } = JSON.parse(body);
  const { rows } = await pool.query({ ...statement, values: [userId, doctorId, appointmentDateTime] });
  return JSON.stringify(rows[0]);
}

function answer(response, status, body) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

createServer((request, response) => {
  if (request.method === 'GET') {
    answer(response, 200, '{"up":true}');
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    book(body).then(
      (booked) => answer(response, 201, booked),
      () => answer(response, 500, '{}'),
    );
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
