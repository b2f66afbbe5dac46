// Writes ../../generated/dump.json: a pod template as Go prints it for a hash. See src/api/schema/dump.ts for the format.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Printed by their own rules.
var special = map[string]bool{"resource.Quantity": true, "intstr.IntOrString": true, "v1.Time": true}

var seen = map[reflect.Type]bool{}
var taken = map[string]bool{}
var lines []string

func visit(t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || special[t.String()] || seen[t] {
		return
	}
	if taken[t.String()] {
		panic("two structs are called " + t.String())
	}
	seen[t], taken[t.String()] = true, true
	at := len(lines)
	lines = append(lines, "")
	words := []string{t.String()}
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		words = append(words, wordOf(f))
		visit(f.Type)
	}
	lines[at] = strings.Join(words, " ")
}

func wordOf(f reflect.StructField) string {
	word := f.Name
	name := strings.Split(f.Tag.Get("json"), ",")[0]
	if name != strings.ToLower(f.Name[:1])+f.Name[1:] {
		word += "=" + name
	}
	if f.Type.Kind() == reflect.Map && f.Type.Name() != "" {
		// A map with a name of its own.
		return word + ":" + f.Type.String() + "=" + reflect.MapOf(f.Type.Key(), f.Type.Elem()).String()
	}
	if f.Type.String() != "string" {
		word += ":" + f.Type.String()
	}
	return word
}

func main() {
	visit(reflect.TypeOf(corev1.PodTemplateSpec{}))
	text, err := json.Marshal(map[string]string{"structs": strings.Join(lines, "\n")})
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(os.Args[1], append(text, '\n'), 0o644); err != nil {
		panic(err)
	}
}
