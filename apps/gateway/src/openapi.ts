import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { toOpenApi31 } from './openapi-31.js';
import { ProblemDto } from './http/problem.dto.js';
import { addProblems } from './openapi-problems.js';

/** The contract of the HTTP API, as OpenAPI 3.1. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Docket')
    .setDescription(
      'Find a doctor, see when the doctor is free, book and manage appointments. ' +
        'Every path answers under `/v1` and bare. Errors are `application/problem+json` with a stable `code`.',
    )
    .setVersion('1.0.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/v1')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return toOpenApi31(addProblems(document));
}

/** Shows the contract at `/docs`, and as JSON at `/docs/json`. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, openApiDocument(app), {
    jsonDocumentUrl: 'docs/json',
    yamlDocumentUrl: 'docs/yaml',
  });
}
