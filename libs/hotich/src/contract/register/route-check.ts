import { HotichValidationError } from '../../errors';
import type { ContractVersion, Route } from '../routes';

/**
 * Makes sure that a body is written for the route it will travel.
 *
 * @throws HotichValidationError rule `route.mismatch` when the route is another module's or another version's.
 */
export function assertRoute(module: string, route: Route, versions: readonly ContractVersion[]): void {
  if (route.module === module && versions.includes(route.version)) return;
  throw new HotichValidationError([
    {
      path: 'module',
      rule: 'route.mismatch',
      message: {
        vi: `đường gửi ${route.module} phiên bản ${route.version} không dùng cho ${module}`,
        en: `the route of ${route.module}, version ${route.version}, does not carry ${module} here`,
      },
      remedy: { vi: 'Chọn đường gửi bằng routeFor()', en: 'Choose the route with routeFor()' },
    },
  ]);
}
