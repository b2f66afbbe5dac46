// Writes ../../generated/internal.json: the internal API types, whose fields error texts show under their Go names.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/kubernetes/pkg/apis/apps"
	"k8s.io/kubernetes/pkg/apis/batch"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/networking"
	"k8s.io/kubernetes/pkg/apis/policy"
	"k8s.io/kubernetes/pkg/apis/rbac"
)

// Internal types that appear as values in field errors or in diffs, each with its versioned form.
var roots = [][2]any{
	{core.PodTemplateSpec{}, corev1.PodTemplateSpec{}},
	{core.ServicePort{}, corev1.ServicePort{}},
	{core.Taint{}, corev1.Taint{}},
	{core.NodeAddress{}, corev1.NodeAddress{}},
	{core.PersistentVolumeClaimSpec{}, corev1.PersistentVolumeClaimSpec{}},
	{core.PersistentVolumeSource{}, corev1.PersistentVolumeSource{}},
	{core.ScopeSelector{}, corev1.ScopeSelector{}},
	{apps.DeploymentStrategy{}, appsv1.DeploymentStrategy{}},
	{apps.DaemonSetUpdateStrategy{}, appsv1.DaemonSetUpdateStrategy{}},
	{apps.StatefulSetUpdateStrategy{}, appsv1.StatefulSetUpdateStrategy{}},
	{batch.PodFailurePolicy{}, batchv1.PodFailurePolicy{}},
	{batch.SuccessPolicy{}, batchv1.SuccessPolicy{}},
	{networking.IngressRule{}, networkingv1.IngressRule{}},
	{policy.PodDisruptionBudgetSpec{}, policyv1.PodDisruptionBudgetSpec{}},
	{rbac.RoleRef{}, rbacv1.RoleRef{}},
	{core.VolumeNodeAffinity{}, corev1.VolumeNodeAffinity{}},
}

var names = map[reflect.Type]string{}
var lines []string

func jsonName(versioned reflect.Type, goName string) string {
	if versioned == nil {
		return ""
	}
	for versioned.Kind() == reflect.Pointer {
		versioned = versioned.Elem()
	}
	f, ok := versioned.FieldByName(goName)
	if !ok {
		return ""
	}
	return strings.Split(f.Tag.Get("json"), ",")[0]
}

func fieldOf(versioned reflect.Type, goName string) reflect.Type {
	if versioned == nil {
		return nil
	}
	if f, ok := versioned.FieldByName(goName); ok {
		t := f.Type
		return t
	}
	return nil
}

func strip(t reflect.Type) reflect.Type {
	for t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map) {
		t = t.Elem()
	}
	return t
}

func typeOf(t, versioned reflect.Type) string {
	switch t.PkgPath() + "." + t.Name() {
	case "k8s.io/apimachinery/pkg/api/resource.Quantity":
		return "q"
	case "k8s.io/apimachinery/pkg/util/intstr.IntOrString":
		return "x"
	}
	if strings.HasPrefix(t.PkgPath(), "k8s.io/apimachinery") {
		return "t=" + t.Name()
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + typeOf(t.Elem(), versioned)
	case reflect.Slice:
		return "[]" + typeOf(t.Elem(), versioned)
	case reflect.Map:
		return "{}" + typeOf(t.Elem(), versioned)
	case reflect.Struct:
		visit(t, strip(versioned))
		return names[t]
	case reflect.Bool:
		return "b"
	case reflect.Int32, reflect.Int64:
		return "i"
	}
	return "s"
}

func fields(t, versioned reflect.Type) []string {
	var words []string
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if f.Anonymous && !strings.HasPrefix(f.Type.PkgPath(), "k8s.io/apimachinery") {
			words = append(words, fields(f.Type, versioned)...)
			continue
		}
		name := jsonName(versioned, f.Name)
		word := f.Name
		lower := strings.ToLower(f.Name[:1]) + f.Name[1:]
		if name != lower {
			word += "=" + name
		}
		if kind := typeOf(f.Type, fieldOf(versioned, f.Name)); kind != "s" {
			word += ":" + kind
		}
		words = append(words, word)
	}
	return words
}

func visit(t, versioned reflect.Type) {
	if _, done := names[t]; done {
		return
	}
	names[t] = t.Name()
	at := len(lines)
	lines = append(lines, "")
	lines[at] = t.Name() + " " + strings.Join(fields(t, versioned), " ")
}

func main() {
	for _, pair := range roots {
		visit(reflect.TypeOf(pair[0]), reflect.TypeOf(pair[1]))
	}
	data, err := json.MarshalIndent(map[string]string{"structs": strings.Join(lines, "\n")}, "", " ")
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(os.Args[1], append(data, '\n'), 0o644); err != nil {
		panic(err)
	}
}
