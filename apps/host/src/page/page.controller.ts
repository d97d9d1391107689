import { randomBytes } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { InterlinkService } from '@hotich/nestjs';
import type { Response } from 'express';
import { HOST_CONFIG, type HostConfig } from '../config/host.config';
import { HoSoService } from '../ho-so/ho-so.service';
import { deskPage } from './desk.page';
import { timelinePage } from './timeline.page';

/** The officer's pages. They only show; every button presses a REST route. */
@Controller()
export class PageController {
  constructor(
    @Inject(HOST_CONFIG) private readonly config: HostConfig,
    private readonly hoSo: HoSoService,
    private readonly interlink: InterlinkService,
  ) {}

  @Get()
  async desk(@Res() response: Response): Promise<void> {
    const [page, counts, held] = await Promise.all([
      this.hoSo.list(),
      this.hoSo.counts(),
      this.config.hotich.interlink ? this.interlink.heldDeliveries() : [],
    ]);
    this.send(response, (frame) => deskPage({ ...frame, page, counts, held }));
  }

  @Get('dien-bien/:ma')
  async timeline(@Param('ma') code: string, @Res() response: Response): Promise<void> {
    const detail = await this.hoSo.detail(code);
    this.send(response, (frame) => timelinePage({ ...frame, detail }));
  }

  private send(
    response: Response,
    render: (frame: Pick<HostConfig, 'environment'> & { nonce: string }) => string,
  ): void {
    const nonce = randomBytes(16).toString('base64');
    const policy = [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      `script-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ];
    response
      .setHeader('content-security-policy', policy.join('; '))
      .setHeader('cache-control', 'no-store')
      .type('html')
      .send(render({ environment: this.config.environment, nonce }));
  }
}
