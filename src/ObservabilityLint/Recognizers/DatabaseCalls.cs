using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Calls that ask a database: ADO.NET commands and batches, Dapper, and Entity Framework Core.</summary>
internal sealed class DatabaseCalls : IContextRecognizer
{
    private const string Ado = "System.Data.Common", EntityFramework = "Microsoft.EntityFrameworkCore";

    private static readonly string[] Ados = ["ExecuteNonQuery", "ExecuteReader", "ExecuteScalar"];
    private static readonly string[] Dappers = ["Query", "QueryFirst", "QueryFirstOrDefault", "QuerySingle", "QuerySingleOrDefault", "QueryMultiple", "QueryUnbuffered", "Execute", "ExecuteScalar", "ExecuteReader"];
    private static readonly string[] Contexts = ["SaveChanges", "Find", "ExecuteSqlRaw", "ExecuteSqlInterpolated", "ExecuteSql"];

    /// <summary>Of queries: only what runs them. The synchronous ones are those of LINQ, which may run anything.</summary>
    private static readonly string[] Queries =
    [
        "ToListAsync", "ToArrayAsync", "ToDictionaryAsync", "ToHashSetAsync", "FirstAsync", "FirstOrDefaultAsync", "SingleAsync", "SingleOrDefaultAsync", "LastAsync", "LastOrDefaultAsync",
        "AnyAsync", "AllAsync", "CountAsync", "LongCountAsync", "SumAsync", "MinAsync", "MaxAsync", "AverageAsync", "ContainsAsync", "ForEachAsync", "LoadAsync",
        "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteUpdate", "ExecuteUpdateAsync",
    ];

    private static readonly HashSet<string> Names = [.. Both(Ados), .. Both(Dappers), .. Both(Contexts), .. Queries];

    public ImmutableArray<string> Anchors => ImmutableArray<string>.Empty;

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Ado + ".DbCommand");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } || !Names.Contains(method.Name)) return;
        var type = (method.ReducedFrom ?? method).ContainingType;
        if (!IsCommand(method.Name, type) && !IsDapper(method.Name, type) && !IsEntityFramework(method.Name, type)) return;
        var sibling = method.Name.EndsWith("Async", StringComparison.Ordinal) || method.Name == "QueryUnbuffered" ? null : method.Name + "Async";
        found.Add(new OutgoingCall(operation, WorkKinds.Database, AcceptsCancellation: !IsDapper(method.Name, type), AsyncSibling: sibling));
    }

    /// <summary>A command or batch of any provider.</summary>
    public static bool IsCommand(string name, ITypeSymbol type) => IsOneOf(name, Ados) && (type.IsOrInherits(Ado, "DbCommand") || type.IsOrInherits(Ado, "DbBatch") || type.IsOrInherits("System.Data", "IDbCommand"));

    private static bool IsDapper(string name, ITypeSymbol type) => IsOneOf(name, Dappers) && type.Is("Dapper", "SqlMapper");

    private static bool IsEntityFramework(string name, ITypeSymbol type)
        => type.ContainingNamespace.Is(EntityFramework) && type.Name is "EntityFrameworkQueryableExtensions" or "RelationalQueryableExtensions" or "RelationalDatabaseFacadeExtensions"
            || IsOneOf(name, Contexts) && (type.IsOrInherits(EntityFramework, "DbContext") || type.IsOrInherits(EntityFramework, "DbSet`1"));

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
