using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>What else an answer about a file was read from: variables and methods in other files, and whether types came or went. It holds for as long as these stay as they are. Filled by one thread.</summary>
internal sealed class Readings
{
    /// <summary>By name, the variables, properties and methods of a file.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, Dictionary<string, List<SyntaxNode>>> Declared = new();

    private readonly HashSet<(SyntaxTree File, string Variable)> variables = [];
    private readonly HashSet<string> names = [], mentioned = [];

    /// <summary>What a file assigns to the variables of a name, or does in a method of it, was looked at.</summary>
    public void AddVariable(SyntaxTree file, string name) => variables.Add((file, name));

    /// <summary>What all files assign to the variables of a name was looked at.</summary>
    public void AddVariable(string name) => names.Add(name);

    /// <summary>All places where a member of a name is used were looked at.</summary>
    public void AddMentions(string name) => mentioned.Add(name);

    /// <summary>Something that was read is not what it was, or may be bound to something else.</summary>
    public bool AreTouchedBy(ProjectChange change, CancellationToken cancellation)
    {
        foreach (var (file, variable) in variables)
            if (change.Concerns(file) ? ValuesOf(variable, file, cancellation) != (change.Successor(file) is { } next ? ValuesOf(variable, next, cancellation) : null) : change.MayRebind(file, cancellation)) return true;
        foreach (var name in names)
            foreach (var (before, after) in change.Files)
                if ((before is null ? "" : ValuesOf(name, before, cancellation)) != (after is null ? "" : ValuesOf(name, after, cancellation))) return true;
        foreach (var name in mentioned)
            foreach (var (before, after) in change.Files)
                if (before != null && CallIndex.Of(before).Mentions(name, cancellation) || after != null && CallIndex.Of(after).Mentions(name, cancellation)) return true;
        return false;
    }

    /// <summary>All that stands in a file as the value of variables of a name, or as the code of such methods.</summary>
    private static string ValuesOf(string name, SyntaxTree file, CancellationToken cancellation)
    {
        var values = new List<string>();
        foreach (var write in CallIndex.Of(file).Writes(name, cancellation)) values.Add(write.Node.ToString());
        if (Declared.GetValue(file, static tree => DeclarationsIn(tree)).TryGetValue(name, out var declared))
            foreach (var node in declared) values.Add(node.ToString());
        return string.Join("\n", values);
    }

    private static Dictionary<string, List<SyntaxNode>> DeclarationsIn(SyntaxTree file)
    {
        var byName = new Dictionary<string, List<SyntaxNode>>();
        foreach (var node in file.GetRoot().DescendantNodes())
        {
            var name = node switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                _ => null,
            };
            if (name is null) continue;
            if (!byName.TryGetValue(name, out var declared)) byName.Add(name, declared = []);
            declared.Add(node);
        }
        return byName;
    }
}
