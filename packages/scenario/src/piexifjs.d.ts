declare module "piexifjs" {
  type Rational = [number, number];
  interface Exif {
    "0th": Record<number, string | number>;
    Exif: Record<number, string | number>;
    // biome-ignore lint/suspicious/noExplicitAny: tags have values of many shapes
    GPS: Record<number, any>;
  }
  const piexif: {
    load(jpeg: string): Exif;
    dump(exif: Exif): string;
    insert(exif: string, jpeg: string): string;
    ExifIFD: Record<string, number> & { DateTimeOriginal: number; DateTimeDigitized: number; ImageUniqueID: number };
    ImageIFD: Record<string, number> & { DateTime: number; Software: number };
    GPSIFD: Record<string, number> & {
      GPSLatitudeRef: number;
      GPSLatitude: number;
      GPSLongitudeRef: number;
      GPSLongitude: number;
      GPSDateStamp: number;
      GPSTimeStamp: number;
    };
    GPSHelper: { degToDmsRational(degrees: number): Rational[]; dmsRationalToDeg(dms: Rational[], ref: string): number };
  };
  // biome-ignore lint/style/noDefaultExport: the package has no other
  export default piexif;
}
