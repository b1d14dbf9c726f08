using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Calls that ask a database: ADO.NET commands, batches and adapters, Dapper, and Entity Framework Core.</summary>
internal sealed class DatabaseCalls : IContextRecognizer
{
    public const string EntityFramework = "Microsoft.EntityFrameworkCore";

    private const string Ado = "System.Data.Common";

    private static readonly string[] Ados = ["ExecuteNonQuery", "ExecuteReader", "ExecuteScalar"];
    private static readonly string[] Dappers = ["Query", "QueryFirst", "QueryFirstOrDefault", "QuerySingle", "QuerySingleOrDefault", "QueryMultiple", "QueryUnbuffered", "Execute", "ExecuteScalar", "ExecuteReader"];
    private static readonly string[] Contexts = ["SaveChanges", "Find", "ExecuteSqlRaw", "ExecuteSqlInterpolated", "ExecuteSql", "ExecuteDelete", "ExecuteUpdate"];

    /// <summary>What runs a query, and is not also a method of LINQ to objects.</summary>
    private static readonly string[] Queries =
    [
        "ToListAsync", "ToArrayAsync", "ToDictionaryAsync", "ToHashSetAsync", "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync", "LastAsync", "LastOrDefaultAsync",
        "AnyAsync", "AllAsync", "CountAsync", "LongCountAsync", "SumAsync", "MinAsync", "MaxAsync", "AverageAsync", "ContainsAsync", "ForEachAsync", "LoadAsync", "Load",
    ];

    /// <summary>What runs a query at once where it is asked of a set of entities.</summary>
    private static readonly HashSet<string> Linq =
    [
        "ToList", "ToArray", "ToDictionary", "ToHashSet", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "All", "Count", "LongCount", "Sum", "Min", "Max", "Average",
    ];

    private static readonly HashSet<string> Names = [.. Both(Ados), .. Both(Dappers), .. Both(Contexts), .. Queries, .. Linq, "Fill"];

    /// <summary>The names of the calls that ask a database, LINQ's own aside.</summary>
    public static IEnumerable<string> CallNames { get; } = new HashSet<string>([.. Both(Ados), .. Both(Dappers), .. Both(Contexts), .. Queries]);

    public ImmutableArray<string> Anchors => ImmutableArray<string>.Empty;

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Ado + ".DbCommand");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (Of(operation) is { } call) found.Add(call);
    }

    public static OutgoingCall? Of(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { Name: var name } method } call || !Names.Contains(name)) return null;
        var type = (method.ReducedFrom ?? method).ContainingType;
        if (!IsCommand(name, type) && !IsDapper(name, type) && !IsEntityFramework(name, type) && !IsQueryOfEntities(call)) return null;
        var sibling = name.EndsWith("Async", StringComparison.Ordinal) || name is "QueryUnbuffered" or "Fill" || Linq.Contains(name) ? null : name + "Async";
        return new OutgoingCall(operation, WorkKinds.Database, AcceptsCancellation: !IsDapper(name, type), AsyncSibling: sibling) { IsRead = !IsWrite(name) };
    }

    /// <summary>A command, batch or adapter of any provider.</summary>
    private static bool IsCommand(string name, ITypeSymbol type)
        => IsOneOf(name, Ados) ? type.IsOrInherits(Ado, "DbCommand") || type.IsOrInherits(Ado, "DbBatch") || type.IsOrInherits("System.Data", "IDbCommand") : name == "Fill" && type.IsOrInherits(Ado, "DbDataAdapter");

    private static bool IsDapper(string name, ITypeSymbol type) => IsOneOf(name, Dappers) && type.Is("Dapper", "SqlMapper");

    private static bool IsEntityFramework(string name, ITypeSymbol type)
        => type.Name is "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" or "RelationalDatabaseFacadeExtensions" && type.ContainingNamespace.Is(EntityFramework)
            || IsOneOf(name, Contexts) && (type.IsOrInherits(EntityFramework, "DbContext") || type.IsOrInherits(EntityFramework, "DbSet`1"));

    /// <summary><c>shop.Orders.Where(…).ToList()</c>: a method of LINQ at the end of a chain that begins with a set.</summary>
    private static bool IsQueryOfEntities(IInvocationOperation call)
    {
        if (!Linq.Contains(call.TargetMethod.Name)) return false;
        IOperation? source = call;
        while (source is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType: { Name: "Queryable" or "Enumerable" or "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" } type }, Arguments: [var first, ..] }
               && (type.ContainingNamespace.Is("System.Linq") || type.ContainingNamespace.Is(EntityFramework)))
        {
            source = CallSite.Unwrap(first.Value);
            // From here on it is LINQ to objects.
            if (source.Type is INamedTypeSymbol sequence && !sequence.IsOrInherits("System.Linq", "IQueryable")) return false;
        }
        return source is not null && source.Type.IsOrInherits(EntityFramework, "DbSet`1");
    }

    private static bool IsWrite(string name)
        => name.StartsWith("ExecuteNonQuery", StringComparison.Ordinal) || name.StartsWith("SaveChanges", StringComparison.Ordinal) || IsOneOf(name, Contexts) && !name.StartsWith("Find", StringComparison.Ordinal) || name is "Execute" or "ExecuteAsync";

    private static bool IsOneOf(string name, string[] names)
    {
        foreach (var candidate in names)
            if (name == candidate || name.Length == candidate.Length + 5 && name.StartsWith(candidate, StringComparison.Ordinal) && name.EndsWith("Async", StringComparison.Ordinal)) return true;
        return false;
    }

    private static IEnumerable<string> Both(string[] names)
    {
        foreach (var name in names)
        {
            yield return name;
            yield return name + "Async";
        }
    }
}
