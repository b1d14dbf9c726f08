using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// What variables hold, where that is certain: a constant, or a local, field or property that is assigned exactly once, in sight
/// (by its initializer, or in a constructor).
/// </summary>
internal sealed class VariableValues
{
    private readonly Compilation compilation;
    private readonly CancellationToken cancellation;
    private readonly Readings? readings;
    private readonly Dictionary<ISymbol, IOperation?> values = new(SymbolEqualityComparer.Default);

    /// <param name="compilation">Where they are looked for.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <param name="readings">Told of the variables that are read.</param>
    public VariableValues(Compilation compilation, CancellationToken cancellation, Readings? readings = null)
        => (this.compilation, this.cancellation, this.readings) = (compilation, cancellation, readings);

    /// <summary>Looks in the compilation of the file.</summary>
    public VariableValues(SemanticModel model, CancellationToken cancellation) : this(model.Compilation, cancellation)
    {
    }

    public CancellationToken Cancellation => cancellation;

    public Compilation Compilation => compilation;

    /// <summary>The value, or null if there is none in sight or more than one.</summary>
    public IOperation? Of(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (values.TryGetValue(symbol, out var known)) return known;
        // A variable may be defined by itself, in code that is being typed.
        values.Add(symbol, null);
        return values[symbol] = SyntaxOf(symbol) is { } expression ? ModelOf(expression.SyntaxTree)?.GetOperation(expression, cancellation) : null;
    }

    /// <summary>The same before it is bound.</summary>
    public ExpressionSyntax? SyntaxOf(ISymbol symbol)
    {
        if (ExpressionOf(symbol.OriginalDefinition) is not { } expression) return null;
        var value = NullForgiving.Without(expression);
        // `= null!` stands for what somebody else puts there.
        return value != expression && IsNothing(value) ? null : value;
    }

    /// <summary>The code of a method or a property is looked at too.</summary>
    public void NoteReading(ISymbol member)
    {
        if (readings is null) return;
        foreach (var reference in member.DeclaringSyntaxReferences) readings.AddVariable(reference.SyntaxTree, ((member as IMethodSymbol)?.AssociatedSymbol ?? member).Name);
    }

    /// <summary>All places where a member is used are looked at.</summary>
    public void NoteMentions(ISymbol member) => readings?.AddMentions(member.Name);

    /// <summary>The value behind a reference, followed from variable to variable; the operation itself where it is none or cannot be followed.</summary>
    public IOperation Follow(IOperation operation)
    {
        operation = CallSite.Unwrap(operation);
        for (var steps = 0; steps < 8 && Target.SymbolOf(operation) is { } symbol && Of(symbol) is { } value; steps++)
            operation = CallSite.Unwrap(value);
        return operation;
    }

    /// <summary>The same, also through members of the other projects in sight that nobody can set from here: there the value is an operation of their compilation.</summary>
    public IOperation FollowInSight(IOperation operation)
    {
        var (variables, value) = (this, Follow(operation));
        for (var steps = 0; steps < 8 && Target.SymbolOf(value) is { } symbol and not IFieldSymbol { IsReadOnly: false, IsConst: false }; steps++)
        {
            var other = variables.InProjectOf(symbol);
            if (other == variables || other.Of(symbol) is not { } held) break;
            (variables, value) = (other, other.Follow(held));
        }
        return value;
    }

    /// <summary>What a member of an interface, or an abstract one, is in the only type that implements it; the member itself where that is not one.</summary>
    public ISymbol OnlyImplementation(ISymbol member) => SoleImplementation(member) ?? member;

    /// <summary>What always runs where a member is read: itself, if no other can stand in for it, else what the only type in sight makes of it. Null where there are several or none, and where code out of sight may override it.</summary>
    public ISymbol? SoleImplementation(ISymbol member)
    {
        if (member is not IPropertySymbol { GetMethod: { } getter } || !Implementations.MayBeAnother(getter)) return member;
        readings?.AddVariable(member.Name);
        var implementations = Implementations.In(compilation);
        return implementations.Of(getter.OriginalDefinition) is [{ AssociatedSymbol: { } only }] && (!SourceSymbols.AreSame(only, member) || implementations.AreAllInSight(getter)) ? only : null;
    }

    /// <summary>The operation that stands at a place in the sources.</summary>
    public IOperation? OperationAt(Location place)
        => place.SourceTree is { } tree ? ModelOf(tree)?.GetOperation(tree.GetRoot(cancellation).FindNode(place.SourceSpan, getInnermostNodeForTie: true), cancellation) : null;

    /// <summary>Tells that an answer rests on a member, as it is declared.</summary>
    public void Note(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences) readings?.AddVariable(reference.SyntaxTree, member.Name);
    }

    /// <summary>True if the parameter of a method holds what the caller has given, since nothing assigns to it.</summary>
    public bool IsAsGiven(IParameterSymbol parameter)
        => parameter is { RefKind: RefKind.None or RefKind.In, ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction }, DeclaringSyntaxReferences: [var reference] }
            && reference.GetSyntax(cancellation).Parent?.Parent is { } member
            && !IsAssigned(parameter.Name, member);

    /// <summary>True if something inside these nodes assigns to a variable of this name; what an object initializer sets is not counted, since that is a new object's.</summary>
    public bool IsWritten(string name, SyntaxNode scope)
    {
        foreach (var write in CallIndex.Of(scope.SyntaxTree).Writes(name, cancellation))
            if (scope.Span.Contains(write.Node.Span) && write.Node.Parent is not InitializerExpressionSyntax) return true;
        return false;
    }

    /// <summary>The same of a parameter, which no object has: <c>this.list = list</c> sets a member.</summary>
    private bool IsAssigned(string parameter, SyntaxNode scope)
    {
        foreach (var write in CallIndex.Of(scope.SyntaxTree).Writes(parameter, cancellation))
            if (scope.Span.Contains(write.Node.Span) && write.Node is not AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax } && write.Node.Parent is not InitializerExpressionSyntax) return true;
        return false;
    }

    /// <summary>True if something inside these nodes assigns to a member of this name of some object that exists already.</summary>
    public bool IsMemberWritten(string name, SyntaxNode scope)
    {
        foreach (var write in CallIndex.Of(scope.SyntaxTree).Writes(name, cancellation))
            if (write.Node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax } && scope.Span.Contains(write.Node.Span)) return true;
        return false;
    }

    /// <summary>
    /// The literal of a constant in another project of the solution, which is another compilation: nothing can be bound there,
    /// and a diagnostic may only point at it as at a file.
    /// </summary>
    public Location? LiteralInOtherProject(ISymbol symbol)
        => symbol.DeclaringSyntaxReferences is [var reference]
            && !compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal }
            ? Sources.PlaceIn(literal.GetLocation(), compilation)
            : null;

    /// <summary>Those of the project that declares a member, where that is another one in sight; else these.</summary>
    public VariableValues InProjectOf(ISymbol member)
        => member.DeclaringSyntaxReferences is [var reference, ..] && !compilation.ContainsSyntaxTree(reference.SyntaxTree) && Sources.CompilationOf(reference.SyntaxTree, compilation) is { } other ? new VariableValues(other, cancellation) : this;

    /// <summary>The model of a file of this compilation; null for any other.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) => compilation.ContainsSyntaxTree(tree) ? Models.Of(compilation).For(tree) : null;

    private static bool IsNothing(ExpressionSyntax value) => value.RawKind is (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression or (int)SyntaxKind.DefaultExpression;

    private ExpressionSyntax? ExpressionOf(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences is not [var reference]) return null;
        readings?.AddVariable(reference.SyntaxTree, symbol.Name);
        var declaration = reference.GetSyntax(cancellation);
        if (declaration is PropertyDeclarationSyntax { ExpressionBody.Expression: var body }) return symbol.IsVirtual || symbol.IsOverride || symbol.IsAbstract ? null : body;
        var initial = declaration switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        switch (symbol)
        {
            case IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true }:
                return initial;
            case ILocalSymbol { RefKind: RefKind.None } when declaration is VariableDeclaratorSyntax:
                return OnlyValue(symbol, initial, BodyAround(declaration));
            case IFieldSymbol { IsReadOnly: true } or IFieldSymbol { DeclaredAccessibility: Accessibility.Private }:
            case IPropertySymbol { SetMethod: null or { DeclaredAccessibility: Accessibility.Private }, IsAbstract: false, IsVirtual: false, IsOverride: false }:
                return OnlyValue(symbol, initial, null);
            case IFieldSymbol { IsStatic: true, RefKind: RefKind.None } when initial != null:
                return IsWrittenAnywhere(symbol.Name) ? null : initial;
            default:
                return null;
        }
    }

    /// <summary>Something in the project assigns to a variable of this name, by any way to write it.</summary>
    private bool IsWrittenAnywhere(string name)
    {
        readings?.AddVariable(name);
        foreach (var tree in WordFiles.In(compilation, cancellation).With(name, cancellation))
            if (!CallIndex.Of(tree).Writes(name, cancellation).IsEmpty) return true;
        return false;
    }

    private ExpressionSyntax? OnlyValue(ISymbol symbol, ExpressionSyntax? initial, SyntaxNode? body)
    {
        var value = initial;
        if (body is null && readings != null)
            foreach (var part in symbol.ContainingType.DeclaringSyntaxReferences) readings.AddVariable(part.SyntaxTree, symbol.Name);
        if (body != null) return AddWrites(symbol, body, ref value) ? value : null;
        foreach (var part in symbol.ContainingType.DeclaringSyntaxReferences)
            if (!AddWrites(symbol, part.GetSyntax(cancellation), ref value)) return null;
        return value;
    }

    /// <summary>False if there is a second value, or one that cannot be read.</summary>
    private bool AddWrites(ISymbol symbol, SyntaxNode scope, ref ExpressionSyntax? value)
    {
        foreach (var write in CallIndex.Of(scope.SyntaxTree).Writes(symbol.Name, cancellation))
        {
            if (!scope.Span.Contains(write.Node.Span)) continue;
            if (write.Node is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression or (int)SyntaxKind.CoalesceAssignmentExpression, Left: var left, Right: var right }) return false;
            if (left is not ElementAccessExpressionSyntax && !PlainNames.AreMembers(left, symbol.Name, scope)
                && !SourceSymbols.AreSame(ModelOf(scope.SyntaxTree)?.GetSymbolInfo(left, cancellation).Symbol?.OriginalDefinition, symbol)) continue;
            if (value != null || left is ElementAccessExpressionSyntax or TupleExpressionSyntax) return false;
            value = right;
        }
        return true;
    }

    /// <summary>The member that a local lives in; the file for top-level statements.</summary>
    private static SyntaxNode BodyAround(SyntaxNode local)
    {
        for (var node = local; node.Parent != null; node = node.Parent)
            if (node is MemberDeclarationSyntax and not GlobalStatementSyntax) return node;
        return local.SyntaxTree.GetRoot();
    }
}
