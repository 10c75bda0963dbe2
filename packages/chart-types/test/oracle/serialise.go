package main

import (
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
	"text/template/parse"
	"unicode/utf8"
)

// Escapes may make bytes that are no UTF-8; how many replacement characters stand for them is not compared.
var replacements = regexp.MustCompile("\uFFFD+")

// serialiser writes nodes as `(kind line:offset children)`; texts are `length:text`, the length in bytes. Offsets are in
// UTF-16 units, as the other side counts them.
type serialiser struct {
	strings.Builder
	text     string
	newlines []int
	// units holds the offset in UTF-16 units of every byte; nil when the text is ASCII.
	units []int
}

func newSerialiser(text string) *serialiser {
	s := &serialiser{text: text}
	isASCII := true
	for offset := 0; offset < len(text); offset++ {
		if text[offset] == '\n' {
			s.newlines = append(s.newlines, offset)
		}
		isASCII = isASCII && text[offset] < utf8.RuneSelf
	}
	if isASCII {
		return s
	}
	unit := 0
	for _, r := range text {
		for range utf8.RuneLen(r) {
			s.units = append(s.units, unit)
		}
		unit++
		if r > 0xffff {
			unit++
		}
	}
	s.units = append(s.units, unit)
	return s
}

func serialise(text string, trees map[string]*parse.Tree) string {
	names := []string{}
	for name := range trees {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool { return clean(names[i]) < clean(names[j]) })
	s := newSerialiser(text)
	for _, name := range names {
		s.WriteString("template ")
		s.textOf(clean(name))
		s.list(trees[name].Root)
		s.WriteString("\n")
	}
	return s.String()
}

func clean(text string) string {
	return replacements.ReplaceAllString(strings.ToValidUTF8(text, "\uFFFD"), "\uFFFD")
}

func (s *serialiser) textOf(text string) {
	fmt.Fprintf(s, "%d:%s", len(text), text)
}

func (s *serialiser) open(kind string, offset int) {
	line := 1 + sort.SearchInts(s.newlines, offset)
	if s.units != nil {
		offset = s.units[offset]
	}
	fmt.Fprintf(s, "(%s %d:%d ", kind, line, offset)
}

func (s *serialiser) list(list *parse.ListNode) {
	if list == nil {
		s.WriteString("none")
		return
	}
	s.open("list", int(list.Pos))
	for _, node := range list.Nodes {
		s.node(node)
	}
	s.WriteString(")")
}

func (s *serialiser) branch(kind string, branch *parse.BranchNode) {
	s.open(kind, int(branch.Pos))
	s.pipe(branch.Pipe)
	s.list(branch.List)
	s.list(branch.ElseList)
	s.WriteString(")")
}

func (s *serialiser) pipe(pipe *parse.PipeNode) {
	if pipe == nil {
		s.WriteString("none")
		return
	}
	s.open("pipe", int(pipe.Pos))
	fmt.Fprintf(s, "%t", pipe.IsAssign)
	for _, variable := range pipe.Decl {
		s.names(variable.Ident)
	}
	for _, command := range pipe.Cmds {
		s.node(command)
	}
	s.WriteString(")")
}

func (s *serialiser) names(names []string) {
	for _, name := range names {
		s.WriteString(" ")
		s.textOf(name)
	}
}

// number writes a constant as execution takes it where any type will do.
func (s *serialiser) number(node *parse.NumberNode) {
	s.textOf(node.Text)
	value := "complex"
	if node.IsInt || node.IsUint || node.IsFloat {
		value = fmt.Sprintf("%016x", math.Float64bits(node.Float64))
	}
	isHexInteger := len(node.Text) > 2 && node.Text[0] == '0' && (node.Text[1] == 'x' || node.Text[1] == 'X') && !strings.ContainsAny(node.Text, "pP")
	isFloat := node.IsFloat && !isHexInteger && node.Text[0] != '\'' && strings.ContainsAny(node.Text, ".eEpP")
	fmt.Fprintf(s, " %s %t", value, !node.IsComplex && !isFloat)
}

// operandStart finds where a field or variable starts: Go gives the place of its second name when it has several.
func operandStart(position parse.Pos, names []string, mark int) int {
	if len(names) == 1 {
		return int(position)
	}
	return int(position) - mark - len(names[0])
}

func (s *serialiser) node(node parse.Node) {
	switch node := node.(type) {
	case *parse.IfNode:
		s.branch("if", &node.BranchNode)
		return
	case *parse.RangeNode:
		s.branch("range", &node.BranchNode)
		return
	case *parse.WithNode:
		s.branch("with", &node.BranchNode)
		return
	case *parse.PipeNode:
		s.pipe(node)
		return
	case *parse.FieldNode:
		s.open("field", operandStart(node.Pos, node.Ident, 1))
		s.names(node.Ident)
	case *parse.VariableNode:
		s.open("variable", operandStart(node.Pos, node.Ident, 0))
		s.names(node.Ident)
	case *parse.ChainNode:
		// Its place is not compared: Go gives that of the first field, the other side that of the operand.
		s.WriteString("(chain ")
		s.node(node.Node)
		s.names(node.Field)
	default:
		s.leaf(node)
	}
	s.WriteString(")")
}

func (s *serialiser) leaf(node parse.Node) {
	offset := int(node.Position())
	switch node := node.(type) {
	case *parse.TextNode:
		s.open("text", offset)
		s.textOf(string(node.Text))
	case *parse.CommentNode:
		s.open("comment", offset)
		s.textOf(node.Text)
	case *parse.ActionNode:
		s.open("action", offset)
		s.pipe(node.Pipe)
	case *parse.TemplateNode:
		s.open("template", offset)
		s.textOf(clean(node.Name))
		s.pipe(node.Pipe)
	case *parse.CommandNode:
		s.open("command", offset)
		for _, argument := range node.Args {
			s.node(argument)
		}
	case *parse.IdentifierNode:
		s.open("identifier", offset)
		s.textOf(node.Ident)
	case *parse.StringNode:
		s.open("string", offset)
		s.textOf(clean(node.Text))
		s.textOf(node.Quoted)
	case *parse.NumberNode:
		s.open("number", offset)
		s.number(node)
	case *parse.BoolNode:
		s.open("bool", offset)
		fmt.Fprint(s, node.True)
	case *parse.BreakNode:
		s.open("break", offset)
	case *parse.ContinueNode:
		s.open("continue", offset)
	case *parse.DotNode:
		s.open("dot", offset)
	case *parse.NilNode:
		s.open("nil", offset)
	default:
		panic(fmt.Sprintf("unknown node %T", node))
	}
}
