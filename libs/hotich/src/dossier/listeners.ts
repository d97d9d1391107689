import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { EntityManager } from 'typeorm';
import { DossierListener, type ReceivedDossier, type ResultReceived, type StatusChange } from './dossier.listener';

/** The host's listeners, found among its providers. */
@Injectable()
export class Listeners implements OnModuleInit {
  private found: DossierListener[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const instances = this.discovery
      .getProviders()
      .map((wrapper) => (wrapper.isDependencyTreeStatic() ? (wrapper.instance as unknown) : undefined));
    this.found = [...new Set(instances)].filter((instance) => instance instanceof DossierListener);
  }

  /** The first listener that gives the dossier a code decides. */
  async received(dossier: ReceivedDossier, manager: EntityManager): Promise<string | undefined> {
    let maHoSo: string | undefined;
    for (const listener of this.found) {
      const answer = await listener.onReceived?.(dossier, manager);
      maHoSo ??= answer?.maHoSo;
    }
    return maHoSo;
  }

  async statusChanged(change: StatusChange, manager: EntityManager): Promise<void> {
    for (const listener of this.found) await listener.onStatusChanged?.(change, manager);
  }

  async result(result: ResultReceived, manager: EntityManager): Promise<void> {
    for (const listener of this.found) await listener.onResult?.(result, manager);
  }
}
