package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"strconv"
	"strings"
)

// What reflection does not see: comments, and the constants of an enumeration.
type source struct {
	fieldComments map[string]string   // "pkg.Type.Field" -> comment with its markers
	typeComments  map[string]string   // "pkg.Type" -> comment
	enums         map[string][]string // "pkg.Type" -> values, for types marked +enum
}

func readSource(packages map[string]bool) source {
	s := source{map[string]string{}, map[string]string{}, map[string][]string{}}
	for pkg := range packages {
		out, err := exec.Command("go", "list", "-f", "{{.Dir}}", pkg).Output()
		check(err)
		parsed, err := parser.ParseDir(token.NewFileSet(), strings.TrimSpace(string(out)), nil, parser.ParseComments)
		check(err)
		for _, p := range parsed {
			for _, file := range p.Files {
				s.readFile(pkg, file)
			}
		}
	}
	return s
}

func (s *source) readFile(pkg string, file *ast.File) {
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.readType(pkg, spec, gen)
			case *ast.ValueSpec:
				s.readConstant(pkg, spec)
			}
		}
	}
}

func (s *source) readType(pkg string, spec *ast.TypeSpec, gen *ast.GenDecl) {
	comment := spec.Doc.Text() + rawText(spec.Doc)
	if comment == "" {
		comment = gen.Doc.Text() + rawText(gen.Doc)
	}
	s.typeComments[pkg+"."+spec.Name.Name] = comment
	structType, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range structType.Fields.List {
		for _, name := range field.Names {
			s.fieldComments[pkg+"."+spec.Name.Name+"."+name.Name] = rawText(field.Doc)
		}
	}
}

func (s *source) readConstant(pkg string, spec *ast.ValueSpec) {
	if len(spec.Values) != 1 {
		return
	}
	typeName, _ := spec.Type.(*ast.Ident)
	expression := spec.Values[0]
	if call, isConversion := expression.(*ast.CallExpr); isConversion && len(call.Args) == 1 {
		typeName, _ = call.Fun.(*ast.Ident)
		expression = call.Args[0]
	}
	literal, ok := expression.(*ast.BasicLit)
	if typeName == nil || !ok || literal.Kind != token.STRING {
		return
	}
	value, err := strconv.Unquote(literal.Value)
	check(err)
	key := pkg + "." + typeName.Name
	s.enums[key] = append(s.enums[key], value)
}

// The comment's lines as written: ast drops markers such as "+optional" from Text().
func rawText(group *ast.CommentGroup) string {
	if group == nil {
		return ""
	}
	var lines []string
	for _, line := range group.List {
		lines = append(lines, strings.TrimSpace(strings.TrimPrefix(line.Text, "//")))
	}
	return strings.Join(lines, "\n")
}
