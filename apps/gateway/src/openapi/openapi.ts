import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemCodes } from '#libs/common';
import { toOpenApi31 } from './openapi-31.js';
import { ProblemDto } from '../http/answers/problem.dto.js';
import { assertEveryRuleHasCode } from '../http/input/field-faults.js';
import { assertEveryTextHasKind } from '../http/input/text.js';
import { addProblems } from './openapi-problems.js';
import { addVersions } from './openapi-versions.js';

/**
 * The contract of the HTTP API, as OpenAPI 3.1.
 *
 * @throws Error when a route does not say who may use it, a DTO has a rule without a field-error code, or a text of no kind
 */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  assertEveryRuleHasCode();
  assertEveryTextHasKind();
  const config = new DocumentBuilder()
    .setTitle('Docket')
    .setDescription(
      'Find a doctor, see when the doctor is free, book and manage appointments. ' +
        'Every path answers under `/v1` and bare. Errors are `application/problem+json` with a stable `code`. ' +
        'A text that is sent says in `x-docket-text` what it takes: one `line`, or `lines`, which are kept with LF, ' +
        'without spaces at their ends and with one empty line in a row at most.',
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
  return toOpenApi31(addProblems(addVersions(withProblemCodes(document))));
}

/** Lists all that `code` of a problem can be, which the schema of a problem leaves open for codes to come. */
function withProblemCodes(document: OpenAPIObject): OpenAPIObject {
  const ProblemCode = { type: 'string', enum: [...problemCodes], description: 'Every code of a problem' };
  return {
    ...document,
    components: { ...document.components, schemas: { ...document.components?.schemas, ProblemCode } },
  };
}
