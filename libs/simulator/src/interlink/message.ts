import { currentFiling, type Filing, type NationalDossier } from './national-dossier';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A root element with one `<hoTich>` below it, whose children are text (wire contract 7.1). No namespaces. */
export function filingXml(fields: Readonly<Record<string, string>>): string {
  const elements = Object.entries(fields).map(([name, value]) =>
    value === '' ? `<${name}/>` : `<${name}>${value.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)}</${name}>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><hoSo><hoTich>${elements.join('')}</hoTich></hoSo>`;
}

/** The unit code as DVCLT sends it: an integer, its leading zeros lost. */
export const unitNumber = (dossier: NationalDossier): number => Number(dossier.maDonVi);

function header(dossier: NationalDossier, filing: Filing): Record<string, unknown> {
  return {
    maDonVi: unitNumber(dossier),
    maTTHC: dossier.maTTHC,
    module: dossier.module,
    maHoSo: dossier.maHoSo,
    ngayTiepNhan: filing.ngayTiepNhan,
    techId: filing.techId,
  };
}

export const listRow = (dossier: NationalDossier): Record<string, unknown> => {
  const filing = currentFiling(dossier);
  return { id: filing.id, ...header(dossier, filing) };
};

/** The message proper: XML and files. It is what a push through VDXP would carry. */
export const innerMessage = (dossier: NationalDossier, filing = currentFiling(dossier)): Record<string, unknown> => ({
  ...header(dossier, filing),
  data: filing.xml,
  fileDinhKem: filing.attachments,
});

/** The detail: the same shape around the message, which stands in `data` as JSON text (double encoding). */
export const detailMessage = (dossier: NationalDossier, filing: Filing): Record<string, unknown> => ({
  data: { ...header(dossier, filing), data: JSON.stringify(innerMessage(dossier, filing)), fileDinhKem: [] },
});
