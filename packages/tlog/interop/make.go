package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/transparency-dev/formats/log"
	cosignature "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	logOrigin = "go.example/log"
	logSize   = 66_000
	smallSize = 40
)

// makeVectors writes a log as its files, and vectors.json, for check.ts to judge.
func makeVectors(folder string) error {
	entries := make([][]byte, logSize)
	for i := range entries {
		entries[i] = fmt.Appendf(nil, "entry %d of Go", i)
	}
	stored, err := treeOf(entries)
	if err != nil {
		return err
	}
	v, err := signVectors(stored)
	if err != nil {
		return err
	}
	if err := proveVectors(v, entries, stored); err != nil {
		return err
	}
	if err := writeLog(folder, entries, stored, v.Checkpoint); err != nil {
		return err
	}
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return write(folder, "vectors.json", data)
}

func signVectors(stored storedHashes) (*vectors, error) {
	skey, vkey, err := note.GenerateKey(nil, logOrigin)
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return nil, err
	}
	witnessSkey, witnessVkey, err := note.GenerateKey(nil, "go.example/witness")
	if err != nil {
		return nil, err
	}
	witness, err := cosignature.NewSignerForCosignatureV1(witnessSkey)
	if err != nil {
		return nil, err
	}
	if witnessVkey, err = cosignature.VKeyToCosignatureV1(witnessVkey); err != nil {
		return nil, err
	}
	root, err := tlog.TreeHash(logSize, stored)
	if err != nil {
		return nil, err
	}
	text := string(log.Checkpoint{Origin: logOrigin, Size: logSize, Hash: root[:]}.Marshal())
	signed, err := note.Sign(&note.Note{Text: text}, signer, witness)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(signed, note.VerifierList(witness.Verifier()))
	if err != nil {
		return nil, err
	}
	seen, err := cosignature.CoSigV1Timestamp(opened.Sigs[0])
	return &vectors{
		VerifierKey: vkey, SignerKey: skey, WitnessKey: witnessVkey,
		Checkpoint: string(signed), Origin: logOrigin, CosignedAt: seen.Unix(),
	}, err
}

func proveVectors(v *vectors, entries [][]byte, stored storedHashes) error {
	type pair struct{ index, size int64 }
	var pairs []pair
	for size := int64(1); size <= smallSize; size++ {
		for index := range size {
			pairs = append(pairs, pair{index, size})
		}
	}
	for _, index := range []int64{0, 255, 256, 65_535, 65_536, logSize - 1} {
		pairs = append(pairs, pair{index, logSize})
	}
	for _, p := range pairs {
		root, err := tlog.TreeHash(p.size, stored)
		if err != nil {
			return err
		}
		oldRoot, err := tlog.TreeHash(p.index+1, stored)
		if err != nil {
			return err
		}
		path, err := tlog.ProveRecord(p.size, p.index, stored)
		if err != nil {
			return err
		}
		treePath, err := tlog.ProveTree(p.size, p.index+1, stored)
		if err != nil {
			return err
		}
		v.Inclusions = append(v.Inclusions, inclusion{p.index, p.size, tlog.RecordHash(entries[p.index]), root, path})
		v.Consistencies = append(v.Consistencies, consistency{p.index + 1, oldRoot, p.size, root, treePath})
		if p.size == logSize {
			r := proof.TLogProof{Index: uint64(p.index), Checkpoint: []byte(v.Checkpoint)}
			for _, hash := range path {
				r.Hashes = append(r.Hashes, hash)
			}
			v.Receipts = append(v.Receipts, receipt{entries[p.index], string(r.Marshal())})
		}
	}
	return nil
}

func writeLog(folder string, entries [][]byte, stored storedHashes, checkpoint string) error {
	for _, tile := range tlog.NewTiles(tileHeight, 0, logSize) {
		data, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return err
		}
		if err := write(folder, tilePath(tile), data); err != nil {
			return err
		}
		if tile.L != 0 {
			continue
		}
		var bundle []byte
		for _, entry := range entries[tile.N<<tileHeight:][:tile.W] {
			bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(entry)))
			bundle = append(bundle, entry...)
		}
		if err := write(folder, strings.Replace(tilePath(tile), "tile/0/", "tile/entries/", 1), bundle); err != nil {
			return err
		}
	}
	return write(folder, "checkpoint", []byte(checkpoint))
}

func write(folder, path string, data []byte) error {
	file := filepath.Join(folder, path)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
