using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Code;

/// <summary>What a file declares that other files are bound against, by name: signatures, not bodies. Pure syntax, read once for each file.</summary>
internal sealed class Declarations
{
    private static readonly ConditionalWeakTable<SyntaxTree, Declarations> ByTree = new();

    /// <summary>Members that the language calls without naming them.</summary>
    private static readonly HashSet<string> CalledUnnamed =
    [
        "Add", "Deconstruct", "Dispose", "DisposeAsync", "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "GetAwaiter", "GetPinnableReference", "Slice", "Length", "Count",
        "Select", "SelectMany", "Where", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "GroupBy", "Join", "GroupJoin", "Cast", "AppendLiteral", "AppendFormatted",
    ];

    private readonly SourceText text;

    private Declarations(SyntaxTree tree)
    {
        text = tree.GetText();
        var root = (CompilationUnitSyntax)tree.GetRoot();
        foreach (var @using in root.Usings)
            if (@using.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)) Unnamed += Hash(@using.Span);
        foreach (var attributes in root.AttributeLists) Unnamed += Hash(attributes.Span);
        foreach (var member in root.Members) Add(member, "");
    }

    /// <summary>By name, all that is declared with it.</summary>
    public Dictionary<string, ulong> ByName { get; } = [];

    /// <summary>By name, the heads of types: what they derive from and implement.</summary>
    public Dictionary<string, ulong> Types { get; } = [];

    /// <summary>What has an effect without being named: operators, indexers, global usings.</summary>
    public ulong Unnamed { get; private set; }

    public static Declarations Of(SyntaxTree tree) => ByTree.GetValue(tree, static t => new Declarations(t));

    private void Add(MemberDeclarationSyntax member, string container)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax @namespace:
                foreach (var part in @namespace.Name.DescendantNodesAndSelf())
                    if (part is IdentifierNameSyntax { Identifier.ValueText: var name }) ByName[name] = ByName.TryGetValue(name, out var known) ? known : 1;
                foreach (var inner in @namespace.Members) Add(inner, container + "." + @namespace.Name);
                return;
            case TypeDeclarationSyntax type:
                AddType(type, TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.IsMissing || type.OpenBraceToken.RawKind == 0 ? type.Span.End : type.OpenBraceToken.SpanStart), container);
                foreach (var inner in type.Members) Add(inner, container + "." + type.Identifier.ValueText);
                return;
            case EnumDeclarationSyntax type:
                AddType(type, TextSpan.FromBounds(type.SpanStart, type.OpenBraceToken.SpanStart), container);
                foreach (var value in type.Members) AddNamed(value.Identifier, Hash(value.Span), container);
                return;
            case DelegateDeclarationSyntax type:
                AddNamed(type.Identifier, Hash(type.Span), container);
                return;
            case MethodDeclarationSyntax method:
                AddNamed(method.Identifier, Hash(Before(method, (SyntaxNode?)method.Body ?? method.ExpressionBody)), container);
                return;
            case ConstructorDeclarationSyntax constructor:
                AddNamed(constructor.Identifier, Hash(Before(constructor, (SyntaxNode?)constructor.Initializer ?? (SyntaxNode?)constructor.Body ?? constructor.ExpressionBody)), container);
                return;
            case PropertyDeclarationSyntax property:
                AddNamed(property.Identifier, Hash(Before(property, (SyntaxNode?)property.AccessorList ?? property.ExpressionBody)) + Accessors(property.AccessorList), container);
                return;
            case BaseFieldDeclarationSyntax field:
                AddVariables(field, container);
                return;
            case EventDeclarationSyntax @event:
                AddNamed(@event.Identifier, Hash(Before(@event, @event.AccessorList)), container);
                return;
            case GlobalStatementSyntax:
                return;
            case ConversionOperatorDeclarationSyntax or OperatorDeclarationSyntax:
                Unnamed += Hash(Before(member, (SyntaxNode?)((BaseMethodDeclarationSyntax)member).Body ?? ((BaseMethodDeclarationSyntax)member).ExpressionBody));
                return;
            default:
                Unnamed += Hash(member.Span);
                return;
        }
    }

    private void AddType(BaseTypeDeclarationSyntax type, TextSpan head, string container)
    {
        var name = type.Identifier.ValueText;
        Types[name] = (Types.TryGetValue(name, out var others) ? others : 0) + Hash(head);
        AddNamed(type.Identifier, Hash(head), container);
    }

    /// <summary>A constant is what it is set to; the value of any other variable is no part of its declaration.</summary>
    private void AddVariables(BaseFieldDeclarationSyntax field, string container)
    {
        var isConst = field.Modifiers.Any(SyntaxKind.ConstKeyword);
        var type = Hash(TextSpan.FromBounds(field.SpanStart, field.Declaration.Type.Span.End));
        foreach (var variable in field.Declaration.Variables) AddNamed(variable.Identifier, type + (isConst ? Hash(variable.Span) : 0), container);
    }

    private void AddNamed(SyntaxToken name, ulong declared, string container)
    {
        var place = Next(declared, container);
        if (CalledUnnamed.Contains(name.ValueText)) Unnamed += place;
        ByName[name.ValueText] = (ByName.TryGetValue(name.ValueText, out var others) ? others : 0) + place;
    }

    private static TextSpan Before(SyntaxNode member, SyntaxNode? body) => TextSpan.FromBounds(member.SpanStart, body?.SpanStart ?? member.Span.End);

    private ulong Accessors(AccessorListSyntax? accessors)
    {
        if (accessors is null) return 1;
        var hash = 0UL;
        foreach (var accessor in accessors.Accessors) hash += Hash(TextSpan.FromBounds(accessor.SpanStart, accessor.Keyword.Span.End));
        return hash;
    }

    private ulong Hash(TextSpan span) => Next(14695981039346656037, text.ToString(span));

    private static ulong Next(ulong hash, string value)
    {
        foreach (var c in value) hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
