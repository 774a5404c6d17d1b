import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type INestApplication } from '@nestjs/common';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { folderWith } from '#libs/common';

const contract = 'docs/openapi.json';

/**
 * Shows the contract at `/docs`, and as JSON at `/docs/json`. It is read from the file that `npm run check` compares with
 * the routes, when the first caller asks for it.
 *
 * @throws Error when the file is missing
 */
export function serveOpenApi(app: INestApplication): void {
  const project = folderWith(contract, import.meta.dirname);
  if (project === undefined) throw new Error(`${contract} is missing: set DOCS=off, or bring it along.`);
  const read = (): OpenAPIObject =>
    JSON.parse(readFileSync(join(project, contract), 'utf8')) as OpenAPIObject;
  SwaggerModule.setup('docs', app, read, {
    jsonDocumentUrl: 'docs/json',
    yamlDocumentUrl: 'docs/yaml',
  });
}
