import {
  defaultProfile,
  fieldDictionary,
  FORM_CONTENTS,
  type ModuleCode,
  MODULES,
  type PayloadProfile,
  profilesOf,
} from '../library';
import { exampleSection, versionsOf } from './example';
import { fieldSection } from './field-table';
import { both, code, GENERATED, page, paragraphs } from './markdown';
import { FROM_INTERLINK, FROM_PROVINCE, NAMES_NOT_PUBLIC, NOT_CARRIED, PURPOSES, SIBLINGS } from './module-words';
import { routeSection } from './route-table';
import { STYLES } from './style-words';

/** Everything a province needs to know to send a module. */
export function modulePage(module: ModuleCode): string {
  return page(
    GENERATED,
    `# ${module} · ${MODULES[module].title.vi}`,
    `_${MODULES[module].title.en}_`,
    '[← Mọi nghiệp vụ · All modules](README.md) | [Danh mục mã · Code lists](../code-lists.md) | [Cách đọc · How to read](README.md#how-to-read)',
    '## Là gì · What it is',
    purpose(module),
    '## Phiên bản và đường gửi · Versions and routes',
    routeSection(module),
    ...profilesOf(module).map((style) => styleSection(module, style)),
  );
}

function purpose(module: ModuleCode): string {
  const { interlinked, siblings } = MODULES[module];
  const links = siblings.map((sibling) => `[${sibling}](${sibling}.md)`).join(', ');
  return page(
    paragraphs(PURPOSES[module]),
    paragraphs(interlinked ? FROM_INTERLINK : FROM_PROVINCE),
    siblings.length > 0 ? `${both(SIBLINGS)}: ${links}.` : '',
    ...contents(module),
  );
}

/** What is known of a module whose field names are not public. */
function contents(module: ModuleCode): string[] {
  if (!isForm(module)) return [];
  return [paragraphs(NAMES_NOT_PUBLIC), FORM_CONTENTS[module].map((content) => `- ${both(content)}`).join('\n')];
}

function isForm(module: ModuleCode): module is keyof typeof FORM_CONTENTS {
  return module in FORM_CONTENTS;
}

function styleSection(module: ModuleCode, style: PayloadProfile): string {
  return page(
    `## Kiểu ${style} · Style ${style}`,
    paragraphs(STYLES[style]),
    carriers(module, style),
    fieldSection(fieldDictionary(module, style)),
    `### Ví dụ kiểu ${style} · Example in style ${style}`,
    exampleSection(module, style),
  );
}

/** Which versions carry the style, and what a deployment must say where it is not the default. */
function carriers(module: ModuleCode, style: PayloadProfile): string {
  const versions = versionsOf(module, style).map((version) => {
    const isDefault = defaultProfile(module, version) === style;
    return isDefault
      ? `${code(version)} (mặc định · by default)`
      : `${code(version)} (khi · with ${code(`profile: '${style}'`)} trong · in ${code('register.routes')})`;
  });
  return versions.length > 0
    ? `Phiên bản mang kiểu này · Versions that carry it: ${versions.join(', ')}.`
    : paragraphs(NOT_CARRIED);
}
