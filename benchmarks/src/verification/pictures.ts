/** What a phone makes of the benchmark's photographs. */
import sharp from "sharp";

/** The photograph as a phone of twelve megapixels would store it. */
export async function asFromPhone(path: string): Promise<Buffer> {
  return sharp(path)
    .autoOrient()
    .resize(4032, 3024, { fit: "cover" })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** The photograph with its EXIF saying that it was taken at this moment, there. */
export function stamped(jpeg: Buffer, moment: Date, { lat, lng }: { lat: number; lng: number }): Promise<Buffer> {
  const [date, time] = moment.toISOString().slice(0, 19).split("T") as [string, string];
  const day = date.replaceAll("-", ":");
  const GPS = {
    GPSLatitudeRef: lat < 0 ? "S" : "N",
    GPSLatitude: degrees(lat),
    GPSLongitudeRef: lng < 0 ? "W" : "E",
    GPSLongitude: degrees(lng),
  };
  const clock = { GPSDateStamp: day, GPSTimeStamp: time.replaceAll(":", "/1 ").concat("/1") };
  return sharp(jpeg)
    .withExif({
      IFD0: { Make: "Phone", Model: "One" },
      IFD2: { DateTimeOriginal: `${day} ${time}`, OffsetTimeOriginal: "+00:00" },
      IFD3: { ...GPS, ...clock },
    })
    .jpeg({ quality: 92 })
    .toBuffer();
}

function degrees(angle: number): string {
  const hundredths = Math.round(Math.abs(angle) * 360_000);
  return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
}

/** A screen with words and buttons and no photograph in it. */
export async function plainScreen(seed: number): Promise<Buffer> {
  const line = (n: number) =>
    `<rect x="40" y="${180 + n * 90}" width="${260 + ((n * 137 + seed * 61) % 360)}" height="36" fill="#2b2b2b"/>`;
  const lines = Array.from({ length: 20 }, (_, n) => line(n)).join("");
  const head = `<rect width="720" height="130" fill="hsl(${(seed * 47) % 360},60%,45%)"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1600"><rect width="720" height="1600" fill="#fafafa"/>${head}${lines}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
}
