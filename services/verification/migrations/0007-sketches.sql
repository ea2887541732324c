-- A small grey picture (longest side 64) beside the hashes of its parts, kept as long as they are: among many strangers some hashes come
-- near by chance, and the sketch tells whether two pictures are really alike. Absent where the picture came before sketches, or where
-- its player was erased.
ALTER TABLE picture_windows
  ADD COLUMN sketch bytea,
  ADD COLUMN sketch_width smallint,
  ADD CONSTRAINT picture_windows_sketch CHECK (
    (sketch IS NULL) = (sketch_width IS NULL)
    AND (sketch IS NULL OR (sketch_width BETWEEN 1 AND 64 AND octet_length(sketch) BETWEEN 1 AND 4096 AND octet_length(sketch) % sketch_width = 0))
  );
