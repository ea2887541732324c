package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/transparency-dev/formats/log"
	cosignature "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/formats/proof"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// check fails unless Go accepts all that the folder holds, and refuses it altered.
func check(folder string) error {
	var v vectors
	data, err := os.ReadFile(filepath.Join(folder, "vectors.json"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	tree, err := checkCheckpoint(v)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	refused, err := checkProofs(v)
	if err != nil {
		return err
	}
	if err := checkReceipts(v, tree); err != nil {
		return err
	}
	tiles, err := checkTiles(folder, tree)
	if err != nil {
		return err
	}
	agreed, stricter, err := checkNotes(v)
	if err != nil {
		return err
	}
	accepted, smallKeys, err := checkSignatures(v)
	if err != nil {
		return err
	}
	// A log as it is served has no odd signatures beside it.
	if (len(v.Signatures) > 0 && accepted == 0) || len(v.Inclusions) == 0 || len(v.Consistencies) == 0 || len(v.Receipts) == 0 || tiles == 0 || agreed == 0 {
		return errors.New("nothing to check")
	}
	fmt.Printf("Go accepts what this package made: %d inclusion and %d consistency proofs, %d receipts, a cosigned checkpoint, %d tiles of %d entries; refuses %d altered\n",
		len(v.Inclusions), len(v.Consistencies), len(v.Receipts), tiles, tree.N, refused)
	fmt.Printf("same verdict on %d altered notes; on %d this package alone refuses base64 that is not canonical\n", agreed, stricter)
	fmt.Printf("same verdict on %d odd Ed25519 signatures, %d of them accepted; %d by keys of small order this package alone refuses\n",
		len(v.Signatures)-smallKeys, accepted, smallKeys)
	return nil
}

// checkSignatures compares each verdict with that of crypto/ed25519; this package refuses keys of small order, which Go takes.
func checkSignatures(v vectors) (accepted, smallKeys int, err error) {
	for _, s := range v.Signatures {
		key, keyErr := hex.DecodeString(s.Key)
		message, messageErr := hex.DecodeString(s.Message)
		signature, signatureErr := hex.DecodeString(s.Signature)
		if err := errors.Join(keyErr, messageErr, signatureErr); err != nil {
			return 0, 0, err
		}
		verdict := ed25519.Verify(key, message, signature)
		if s.SmallKey && verdict && !s.Accepted {
			smallKeys++
			continue
		}
		if verdict != s.Accepted {
			return 0, 0, fmt.Errorf("signature %s of %s: Go says %t, this package %t", s.Signature, s.Key, verdict, s.Accepted)
		}
		if verdict {
			accepted++
		}
	}
	return accepted, smallKeys, nil
}

func checkCheckpoint(v vectors) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(v.VerifierKey)
	if err != nil {
		return tlog.Tree{}, err
	}
	if signer, err := note.NewSigner(v.SignerKey); err != nil || signer.KeyHash() != verifier.KeyHash() {
		return tlog.Tree{}, fmt.Errorf("signer key: %v", err)
	}
	witness, err := cosignature.NewVerifierForCosignatureV1(v.WitnessKey)
	if err != nil {
		return tlog.Tree{}, err
	}
	checkpoint, rest, opened, err := log.ParseCheckpoint([]byte(v.Checkpoint), v.Origin, verifier, witness)
	if err != nil || len(rest) != 0 || len(opened.Sigs) != 2 || len(opened.UnverifiedSigs) != 0 {
		return tlog.Tree{}, fmt.Errorf("%v, %d bytes more, %v", err, len(rest), opened)
	}
	if seen, err := cosignature.CoSigV1Timestamp(opened.Sigs[1]); err != nil || seen.Unix() != v.CosignedAt {
		return tlog.Tree{}, fmt.Errorf("cosigned at %v: %v", seen, err)
	}
	return tlog.Tree{N: int64(checkpoint.Size), Hash: tlog.Hash(checkpoint.Hash)}, nil
}

func checkProofs(v vectors) (refused int, err error) {
	for _, p := range v.Inclusions {
		all := append([]tlog.Hash{p.LeafHash, p.Root}, p.Hashes...)
		n, err := acceptsOnlyUnaltered(all, func(h []tlog.Hash) error { return tlog.CheckRecord(h[2:], p.Size, h[1], p.Index, h[0]) })
		if err != nil {
			return 0, fmt.Errorf("inclusion of %d in %d: %w", p.Index, p.Size, err)
		}
		refused += n
	}
	for _, p := range v.Consistencies {
		all := append([]tlog.Hash{p.OldRoot, p.Root}, p.Hashes...)
		n, err := acceptsOnlyUnaltered(all, func(h []tlog.Hash) error { return tlog.CheckTree(h[2:], p.Size, h[1], p.OldSize, h[0]) })
		if err != nil {
			return 0, fmt.Errorf("consistency of %d and %d: %w", p.OldSize, p.Size, err)
		}
		refused += n
	}
	return refused, nil
}

// acceptsOnlyUnaltered checks the hashes as they are, and with a bit turned in each one.
func acceptsOnlyUnaltered(hashes []tlog.Hash, check func([]tlog.Hash) error) (refused int, err error) {
	if err := check(hashes); err != nil {
		return 0, err
	}
	for i := range hashes {
		altered := slices.Clone(hashes)
		altered[i][i%tlog.HashSize] ^= 1 << (i % 8)
		if check(altered) == nil {
			return 0, fmt.Errorf("accepted with hash %d altered", i)
		}
		refused++
	}
	return refused, nil
}

func checkReceipts(v vectors, tree tlog.Tree) error {
	for i, r := range v.Receipts {
		var p proof.TLogProof
		if err := p.Unmarshal([]byte(r.Proof)); err != nil {
			return fmt.Errorf("receipt %d: %w", i, err)
		}
		if string(p.Marshal()) != r.Proof || string(p.Checkpoint) != v.Checkpoint {
			return fmt.Errorf("receipt %d is written otherwise by Go", i)
		}
		path := make(tlog.RecordProof, len(p.Hashes))
		for j, hash := range p.Hashes {
			path[j] = hash
		}
		if err := tlog.CheckRecord(path, tree.N, tree.Hash, int64(p.Index), tlog.RecordHash(r.Entry)); err != nil {
			return fmt.Errorf("receipt %d: %w", i, err)
		}
	}
	return nil
}

// checkTiles computes the tree of the folder's entries with Go and compares each tile, then reads hashes through Go's own tile reader.
func checkTiles(folder string, tree tlog.Tree) (int, error) {
	var entries [][]byte
	for n := int64(0); n<<tileHeight < tree.N; n++ {
		tile := tlog.Tile{H: tileHeight, L: -1, N: n, W: int(min(1<<tileHeight, tree.N-n<<tileHeight))}
		bundle, err := os.ReadFile(filepath.Join(folder, tilePath(tile)))
		if err != nil {
			return 0, err
		}
		for range tile.W {
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			entries = append(entries, bundle[2:length])
			bundle = bundle[length:]
		}
		if len(bundle) != 0 {
			return 0, fmt.Errorf("%s has %d bytes more", tilePath(tile), len(bundle))
		}
	}
	stored, err := treeOf(entries)
	if err != nil {
		return 0, err
	}
	if root, err := tlog.TreeHash(tree.N, stored); err != nil || root != tree.Hash {
		return 0, fmt.Errorf("root %v: %v", root, err)
	}
	tiles := tlog.NewTiles(tileHeight, 0, tree.N)
	for _, tile := range tiles {
		want, err := tlog.ReadTileData(tile, stored)
		if err != nil {
			return 0, err
		}
		if got, err := os.ReadFile(filepath.Join(folder, tilePath(tile))); err != nil || !bytes.Equal(got, want) {
			return 0, fmt.Errorf("%s is another tile: %v", tilePath(tile), err)
		}
	}
	for _, index := range []int64{0, 256, tree.N - 1} {
		if _, err := tlog.ProveRecord(tree.N, index, tlog.TileHashReader(tree, folderTiles(folder))); err != nil {
			return 0, err
		}
	}
	return len(tiles), nil
}

func checkNotes(v vectors) (agreed, stricter int, err error) {
	verifier, err := note.NewVerifier(v.VerifierKey)
	if err != nil {
		return 0, 0, err
	}
	for _, n := range v.Notes {
		_, err := note.Open([]byte(n.Note), note.VerifierList(verifier))
		switch {
		case (err == nil) == (n.Refusal == ""):
			agreed++
		case err == nil && n.Refusal == "signature_base64":
			stricter++
		default:
			return 0, 0, fmt.Errorf("note %q: Go says %v, this package %q", n.Note, err, n.Refusal)
		}
	}
	return agreed, stricter, nil
}
