// Command read_log checks a log made by Nightdesk with the Go project's own sumdb code: the signature of the
// checkpoint, every tile, every entry, every inclusion proof, and proof files. It shares nothing with Nightdesk.
//
//	read_log [-vkey FILE] [-witness VKEY] LOG-FOLDER [FILE.tlog-proof ...]
//
// Prints one JSON object and exits 0 where everything holds; says the first fault and exits 1 where it does not.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// folder reads tiles from the files of a log.
type folder string

func (f folder) Height() int { return height }

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range tiles {
		// Go's paths name the height, C2SP's do not: tile/8/0/001 is tile/0/001.
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		content, err := f.read(path)
		if err != nil {
			return nil, err
		}
		if len(content) < tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s is too short", path)
		}
		contents = append(contents, content[:tile.W*tlog.HashSize])
	}
	return contents, nil
}

// read gives a file, or the full one where the partial one is gone.
func (f folder) read(path string) ([]byte, error) {
	content, err := os.ReadFile(filepath.Join(string(f), path))
	if errors.Is(err, os.ErrNotExist) {
		if at := strings.Index(path, ".p/"); at >= 0 {
			return os.ReadFile(filepath.Join(string(f), path[:at]))
		}
	}
	return content, err
}

// entries reads all entries of a tree from its bundles.
func (f folder) entries(size int64) ([][]byte, error) {
	var all [][]byte
	for at := int64(0); at < size; at += 256 {
		width := size - at
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: height, L: -1, N: at / 256, W: int(width)}
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/data", height), "tile/entries", 1)
		content, err := f.read(path)
		if err != nil {
			return nil, err
		}
		for one := int64(0); one < width; one++ {
			if len(content) < 2 || len(content) < 2+int(binary.BigEndian.Uint16(content)) {
				return nil, fmt.Errorf("%s is cut off", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(content))
			all = append(all, content[2:end])
			content = content[end:]
		}
	}
	return all, nil
}

// witness verifies C2SP cosignature/v1, which sumdb/note leaves to its callers.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	seconds := binary.BigEndian.Uint64(sig)
	return ed25519.Verify(w.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", seconds, msg)), sig[8:])
}

func witnessOf(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("malformed witness key")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("malformed witness key")
	}
	return witness{parts[0], uint32(hash), key[1:]}, nil
}

// open verifies a checkpoint's log signature and says its tree.
func open(content []byte, logs []note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(content, note.VerifierList(logs...))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != opened.Sigs[0].Name {
		return tlog.Tree{}, errors.New("the checkpoint is not three lines under the key's own name")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// proofFile checks one tlog-proof file against the entries and against the log's present tree.
func proofFile(path string, logs []note.Verifier, entries [][]byte, now tlog.Tree, hashes tlog.HashReader) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, checkpoint, found := strings.Cut(string(content), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return errors.New("not a tlog-proof")
	}
	index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	tree, err := open([]byte(checkpoint), logs)
	if err != nil {
		return err
	}
	if index < 0 || index >= int64(len(entries)) {
		return errors.New("the entry is not in the log")
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entries[index])); err != nil {
		return err
	}
	grown, err := tlog.ProveTree(now.N, tree.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(grown, now.N, now.Hash, tree.N, tree.Hash)
}

type report struct {
	Size       int64 `json:"size"`
	Records    int   `json:"records"`
	ProofFiles int   `json:"proof_files"`
	Cosigned   int   `json:"cosigned"`
}

func check(log folder, vkeyPath, witnessKey string, proofs []string) (report, error) {
	var logs []note.Verifier
	keys, err := os.ReadFile(vkeyPath)
	if err != nil {
		return report{}, err
	}
	for _, line := range strings.Fields(string(keys)) {
		verifier, err := note.NewVerifier(line)
		if err != nil {
			return report{}, fmt.Errorf("vkey: %w", err)
		}
		logs = append(logs, verifier)
	}
	content, err := log.read("checkpoint")
	if err != nil {
		return report{}, err
	}
	tree, err := open(content, logs)
	if err != nil {
		return report{}, fmt.Errorf("checkpoint: %w", err)
	}
	done := report{Size: tree.N}
	if witnessKey != "" {
		verifier, err := witnessOf(witnessKey)
		if err != nil {
			return done, err
		}
		opened, err := note.Open(content, note.VerifierList(verifier))
		if err != nil {
			return done, fmt.Errorf("cosignature: %w", err)
		}
		done.Cosigned = len(opened.Sigs)
	}
	hashes := tlog.TileHashReader(tree, log)
	entries, err := log.entries(tree.N)
	if err != nil {
		return done, err
	}
	for index, entry := range entries {
		proof, err := tlog.ProveRecord(tree.N, int64(index), hashes)
		if err != nil {
			return done, fmt.Errorf("record %d: %w", index, err)
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), tlog.RecordHash(entry)); err != nil {
			return done, fmt.Errorf("record %d: %w", index, err)
		}
		done.Records++
	}
	for _, path := range proofs {
		if err := proofFile(path, logs, entries, tree, hashes); err != nil {
			return done, fmt.Errorf("%s: %w", path, err)
		}
		done.ProofFiles++
	}
	return done, nil
}

func main() {
	vkey := flag.String("vkey", "", "file of verifier keys; vkey in the log folder where not given")
	witnessKey := flag.String("witness", "", "vkey of a witness that must have cosigned the checkpoint")
	flag.Parse()
	if flag.NArg() < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if *vkey == "" {
		*vkey = filepath.Join(flag.Arg(0), "vkey")
	}
	done, err := check(folder(flag.Arg(0)), *vkey, *witnessKey, flag.Args()[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	json.NewEncoder(os.Stdout).Encode(done)
}
