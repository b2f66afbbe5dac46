// Writes the structure of all kinds, and apart from it their documentation. See ../schema.ts for the format.
package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"sort"
	"strings"
)

type generator struct {
	names   map[reflect.Type]string // struct -> its name in the output
	taken   map[string]reflect.Type
	queue   []reflect.Type
	source  source
	enums   map[string]string
	structs map[string]string
	docs    map[string]map[string]string
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// Scalars that JSON carries in a form of their own.
var special = map[string]string{
	"k8s.io/apimachinery/pkg/api/resource.Quantity":   "q",
	"k8s.io/apimachinery/pkg/util/intstr.IntOrString": "x",
	"k8s.io/apimachinery/pkg/apis/meta/v1.Time":       "t",
	"k8s.io/apimachinery/pkg/apis/meta/v1.MicroTime":  "m",
	"k8s.io/apimachinery/pkg/apis/meta/v1.FieldsV1":   "a",
	"k8s.io/apimachinery/pkg/runtime.RawExtension":    "a",
}

var scalars = map[reflect.Kind]string{
	reflect.String: "s", reflect.Int32: "i", reflect.Int64: "l", reflect.Bool: "b", reflect.Float64: "f",
}

func main() {
	packages := map[string]bool{}
	g := &generator{map[reflect.Type]string{}, map[string]reflect.Type{}, nil, source{}, map[string]string{}, map[string]string{}, map[string]map[string]string{}}
	kindNames := map[string]string{}
	versions := sortedKeys(kinds)
	for _, version := range versions {
		var words []string
		for _, value := range kinds[version] {
			words = append(words, g.nameOf(reflect.TypeOf(value)))
		}
		kindNames[version] = strings.Join(words, " ")
	}
	for _, t := range g.queue {
		packages[t.PkgPath()] = true
	}
	g.source = readSource(packages)
	for _, t := range g.queue {
		name := g.names[t]
		g.docs[name] = map[string]string{"": summary(g.source.typeComments[t.PkgPath()+"."+t.Name()])}
		g.structs[name] = strings.Join(g.fields(t, name), " ")
	}
	var lines []string
	for _, t := range g.queue {
		lines = append(lines, g.names[t]+" "+g.structs[g.names[t]])
	}
	write("structs.json", map[string]any{"kinds": kindNames, "structs": strings.Join(lines, "\n")})
	write("docs.json", map[string]any{"about": about, "enums": g.enums, "docs": g.docs})
}

const about = "Kubernetes 1.36.3. Copyright The Kubernetes Authors, Apache License 2.0; see ../generate"

// Embedded structs count as fields of the outer one, as they do in JSON.
func eachField(t reflect.Type, do func(owner reflect.Type, f reflect.StructField)) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		if tag == "-" {
			continue
		}
		if f.Anonymous && strings.HasPrefix(tag, ",") || tag == ",inline" || tag == "" && f.Anonymous {
			eachField(f.Type, do)
			continue
		}
		do(t, f)
	}
}

func (g *generator) visit(t reflect.Type) {
	eachField(t, func(_ reflect.Type, f reflect.StructField) { g.typeOf(f.Type) })
}

func (g *generator) nameOf(t reflect.Type) string {
	if name, ok := g.names[t]; ok {
		return name
	}
	name := t.Name()
	if _, clash := g.taken[name]; clash || strings.Contains(t.PkgPath(), "/v2") {
		parts := strings.Split(t.PkgPath(), "/")
		name = parts[len(parts)-1] + "." + name
		if _, clash := g.taken[name]; clash || parts[len(parts)-1] == "v1" {
			name = parts[len(parts)-2] + "." + name
		}
	}
	g.names[t] = name
	g.taken[name] = t
	g.queue = append(g.queue, t)
	g.visit(t) // Depth first: neighbours in the output belong together, and compress better.
	return name
}

func (g *generator) typeOf(t reflect.Type) string {
	if word, ok := special[t.PkgPath()+"."+t.Name()]; ok {
		return word
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.typeOf(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "y"
		}
		return "[]" + g.typeOf(t.Elem())
	case reflect.Map:
		word := "{}" + g.typeOf(t.Elem())
		if t.PkgPath() != "" {
			word += "=" + t.Name()
		}
		return word
	case reflect.Struct:
		return g.nameOf(t)
	}
	if t.PkgPath() != "" {
		g.noteEnum(t)
		return scalars[t.Kind()] + "=" + t.Name()
	}
	return scalars[t.Kind()]
}

func (g *generator) noteEnum(t reflect.Type) {
	key := t.PkgPath() + "." + t.Name()
	if strings.Contains(g.source.typeComments[key], "+enum") {
		values := append([]string{}, g.source.enums[key]...)
		sort.Strings(values)
		g.enums[t.Name()] = strings.Join(values, "|")
	}
}

// name, :type unless it is a plain string, flags, ~strategy and @mergeKey if a strategic merge patch treats it in a way of its own.
func (g *generator) fields(t reflect.Type, name string) []string {
	var words []string
	eachField(t, func(owner reflect.Type, f reflect.StructField) {
		tag := strings.Split(f.Tag.Get("json"), ",")
		comment := g.source.fieldComments[owner.PkgPath()+"."+owner.Name()+"."+f.Name]
		word := tag[0] + shorten(name, tag[0], g.typeOf(f.Type)) + flags(f, comment)
		if strategy := f.Tag.Get("patchStrategy"); strategy != "" {
			word += "~" + strategy
		}
		if key := f.Tag.Get("patchMergeKey"); key != "" {
			word += "@" + key
		}
		words = append(words, word)
		if text := summary(comment); text != "" {
			g.docs[name][tag[0]] = text
		}
	})
	return words
}

// What is required, and what encoding/json writes of a zero value.
func flags(f reflect.StructField, comment string) string {
	tag := f.Tag.Get("json")
	isOptional := strings.Contains(comment, "+optional") || strings.Contains(tag, "omitempty")
	isRequired := strings.Contains(comment, "+required") || !isOptional
	isPointer := f.Type.Kind() == reflect.Pointer
	isValueStruct := f.Type.Kind() == reflect.Struct
	isWritten := !strings.Contains(tag, "omitempty")
	if isValueStruct {
		isWritten = !strings.Contains(tag, "omitzero")
	}
	word := ""
	switch {
	case isRequired && isWritten:
		word = "!"
	case isRequired:
		word = "^"
	case isWritten:
		word = "+"
	}
	isPlainStruct := f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct && !isWritten
	if isPointer && !isPlainStruct {
		word += "*"
	}
	return word
}

var ending = regexp.MustCompile(`(Spec|Status|Source)$`)

// A dot stands for the field's own name, capitalised; an ampersand for the same after the struct's name (DeploymentSpec).
func shorten(structName, name, fieldType string) string {
	own := strings.ToUpper(name[:1]) + name[1:]
	ownOfStruct := ending.ReplaceAllString(structName, "") + own
	switch {
	case fieldType == "s":
		return ""
	case fieldType == own, fieldType == "[]"+own, fieldType == "s="+own:
		return ":" + strings.TrimSuffix(fieldType, own) + "."
	case fieldType == ownOfStruct, fieldType == "[]"+ownOfStruct:
		return ":" + strings.TrimSuffix(fieldType, ownOfStruct) + "&"
	}
	return ":" + fieldType
}

var sentence = regexp.MustCompile(`^(.*?[.!?])(\s|$)`)

// The first sentence of a comment, on one line, without markers.
func summary(comment string) string {
	var lines []string
	for _, line := range strings.Split(comment, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "+") || strings.HasPrefix(line, "TODO") || strings.HasPrefix(line, "---") {
			continue
		}
		if line == "" && len(lines) > 0 {
			break
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines, " ")
	if m := sentence.FindStringSubmatch(text); m != nil && len(m[1]) > 12 {
		return m[1]
	}
	return text
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

func write(name string, value any) {
	data, err := json.MarshalIndent(value, "", " ")
	check(err)
	check(os.WriteFile(filepath.Join(os.Args[1], name), append(data, '\n'), 0o644))
}
