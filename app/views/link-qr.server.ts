import QRCode from 'qrcode';

/** A margin of four modules is what scanners count on; M survives a logo's corner or a crease. */
const LOOK = { margin: 4, errorCorrectionLevel: 'M' } as const;

/** Wide enough for a poster: no pixel is seen at 15 cm. */
const PNG_PIXELS = 1200;

/** A QR code of an address as an SVG picture. */
export function linkQrSvg(address: string): Promise<string> {
  return QRCode.toString(address, { ...LOOK, type: 'svg' });
}

/** The same as a PNG picture, 1200 pixels wide. */
export function linkQrPng(address: string): Promise<Buffer> {
  return QRCode.toBuffer(address, { ...LOOK, type: 'png', width: PNG_PIXELS });
}
