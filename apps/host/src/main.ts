import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HotichError } from '@hotich/nestjs';
import { AppModule } from './app.module';
import { EnvironmentError } from './config/env-reader';
import { HOST_CONFIG, type HostConfig } from './config/host.config';
import { HotichErrorFilter } from './http/hotich-error.filter';
import { StderrLogger } from './http/stderr.logger';
import { validationPipe } from './http/validation.pipe';

/** Attachments travel as base64, a third longer than the library's limit of 50 MiB for a dossier. */
const BODY_LIMIT = '70mb';

async function main(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    logger: new StderrLogger({ logLevels: ['fatal', 'error', 'warn'] }),
  });
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new HotichErrorFilter());
  // Without it the process dies in the middle of a request; with it the library ends what it began, then the database closes.
  app.enableShutdownHooks([], { useProcessExit: true });
  const { port, address } = app.get<HostConfig>(HOST_CONFIG);
  await app.listen(port, address);
  process.stdout.write(`${JSON.stringify({ event: 'ready', url: await app.getUrl() })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});

/** A mistake in the settings explains itself; anything else needs its stack. */
function reasonOf(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof HotichError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
