/** A position that can be; cameras without a fix write zeros. */
export function validPosition(lat: number, lng: number): { lat: number; lng: number }[] {
  const isThere = Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && !(lat === 0 && lng === 0);
  return isThere ? [{ lat, lng }] : [];
}

/** ISO 6709 as cameras write it: `+13.7563+100.5018/`, `-4328.04+17153.1/` or `+134522.7+1003006.5+008.0/`. */
export function parseIso6709(text: string): { lat: number; lng: number }[] {
  const match = /^([+-])(\d{2,6})(\.\d+)?([+-])(\d{3,7})(\.\d+)?/.exec(text.trim());
  if (match === null) return [];
  const [, latSign, latWhole, latPart = "", lngSign, lngWhole, lngPart = ""] = match as unknown as string[];
  const lat = degreesOf(latSign!, latWhole!, latPart, 2);
  const lng = degreesOf(lngSign!, lngWhole!, lngPart, 3);
  return lat === undefined || lng === undefined ? [] : validPosition(lat, lng);
}

/** Degrees, then two digits of minutes and two of seconds where there are so many; the fraction is of the last. */
function degreesOf(sign: string, whole: string, fraction: string, digits: 2 | 3): number | undefined {
  const rest = whole.length - digits;
  if (rest < 0 || rest > 4 || rest % 2 !== 0) return undefined;
  const parts = [whole.slice(0, digits), ...(whole.slice(digits).match(/../g) ?? [])].map(Number);
  parts[parts.length - 1]! += Number(`0${fraction}`);
  const [degrees = 0, minutes = 0, seconds = 0] = parts;
  const value = degrees + minutes / 60 + seconds / 3600;
  return sign === "-" ? -value : value;
}
