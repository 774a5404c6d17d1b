import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Required, because their ES modules do not find each other in Node.
const require = createRequire(import.meta.url);

/** Loaded when a schema names them: the second one writes the client that the bench compares with. */
const generators = {
  'prisma-client': () => {
    const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts');
    return new PrismaClientTsGenerator();
  },
  'prisma-client-js': () => {
    const { PrismaClientJsGenerator } = require('@prisma/client-generator-js');
    return new PrismaClientJsGenerator({ cliCommand: 'npm run generate' });
  },
};

/**
 * Writes Prisma's client where the schema says, with the generator that it names. It does what Prisma's command line
 * does, without the studio, the database servers and the engines that come with that.
 *
 * @param {string} schemaPath
 */
export async function generate(schemaPath) {
  const { getGenerators, loadSchemaContext } = require('@prisma/internals');
  const schemaPathInput = { cliProvidedPath: schemaPath };
  const schemaContext = await loadSchemaContext({ schemaPath: schemaPathInput, printLoadMessage: false });
  const named = schemaContext.generators.map(({ provider }) => provider.value);
  const registry = Object.fromEntries(
    named.map((name) => [name, { type: 'in-process', generator: generators[name]() }]),
  );
  for (const generator of await getGenerators({ schemaContext, registry })) {
    await generator.generate();
    generator.stop();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await generate(process.argv[2] ?? 'prisma/schema.prisma');
}
