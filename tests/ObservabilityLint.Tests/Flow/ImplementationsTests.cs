using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Flow;

/// <summary>What may run behind <c>IJob.Run</c>, or <c>Job.Run</c>: each type that has it, however it names what it derives from.</summary>
public class ImplementationsTests
{
    [Theory]
    [InlineData("class A : IJob { public void Run() { } }", "A")]
    [InlineData("struct A : IJob { public void Run() { } } record B : IJob { public void Run() { } } record struct C : IJob { public void Run() { } }", "A, B, C")]
    [InlineData("class A(int n) : Shop.IJob { public void Run() { } }", "A")]
    [InlineData("class A : global::Shop.IJob { void Shop.IJob.Run() { } }", "A")]
    [InlineData("class Outer { class Inner { class A : System.IDisposable, IJob { public void Run() { } public void Dispose() { } } } }", "A")]
    [InlineData("interface INightly : IJob; class A : INightly { public void Run() { } }", "A")]
    [InlineData("class A : IJob { public virtual void Run() { } } class B : A { public override void Run() { } } class C : B; class D : C { public override void Run() { } }", "A, B, D")]
    [InlineData("abstract class A : IJob { public abstract void Run(); } class B : A { public override void Run() { } }", "B")]
    [InlineData("abstract class A : IJob { void IJob.Run() => Work(); protected abstract void Work(); } class B : A { protected override void Work() { } }", "A")]
    [InlineData("class A { public virtual void Run() { } } class B : A, IJob; class C : B { public override void Run() { } }", "A, C")]
    [InlineData("class A<T> : IJob { public virtual void Run() { } } class B : A<int> { public override void Run() { } }", "A, B")]
    [InlineData("class A { public void Run() { } } class B : A, IJob;", "A")]
    [InlineData("partial class A { public void Run() { } } partial class A : IJob;", "A")]
    [InlineData("interface IStep<T> : IJob; class A : IStep<int> { public void Run() { } } class B : IStep<string> { public void Run() { } }", "A, B")]
    [InlineData("class A : Work { public void Run() { } }", "A", "using Work = Shop.IJob;")]
    [InlineData("interface IStep<T> : IJob; class A : Work { public void Run() { } }", "A", "using Work = Shop.IStep<int>;")]
    // Of others with the same name, and of those that only use it.
    [InlineData("class A : Bank.IJob { public void Run() { } }", "")]
    [InlineData("class A : System.IEquatable<IJob> { public void Run() { } public bool Equals(IJob? other) => false; }", "")]
    [InlineData("class A(IJob job) { public void Run() => job.Run(); }", "")]
    // Broken code comes to an end.
    [InlineData("interface IFirst : IJob, ISecond; interface ISecond : IFirst; class A : ISecond { public void Run() { } }", "")]
    [InlineData("class A : IJob, { public void Run() { } } class : IJob { }", "A")]
    public async Task Types_are_found_by_what_they_name(string types, string expected, string usings = "")
        => Assert.Equal(expected, await OfAsync("Shop.IJob", ("Job.cs", Jobs), ("Types.cs", $"{usings}\nnamespace Shop {{ {types} }}")));

    [Theory]
    [InlineData("class A : Job { public override void Run() { } }", "Job, A")]
    [InlineData("class A : Job { public sealed override void Run() { } } class B : A { public new void Run() { } }", "Job, A")]
    [InlineData("class A : Job; class B : A { public override void Run() { } }", "Job, B")]
    [InlineData("class A : Bank.Job { public override void Run() { } }", "Job")]
    public async Task Virtual_methods_are_overridden(string types, string expected)
        => Assert.Equal(expected, await OfAsync("Shop.Job", ("Job.cs", Jobs), ("Types.cs", $"namespace Shop {{ {types} }}")));

    [Fact]
    public async Task An_alias_may_stand_in_another_file()
        => Assert.Equal("A", await OfAsync("Shop.IJob", ("Job.cs", Jobs), ("Usings.cs", "global using Work = Shop.IJob;"), ("A.cs", "class A : Work { public void Run() { } }")));

    [Fact]
    public async Task Types_of_other_projects_are_in_sight_too()
    {
        var library = TestProject.Create([("Job.cs", Jobs), ("A.cs", "namespace Shop { class A : IJob { public void Run() { } } }")]);
        var id = ProjectId.CreateNewId();
        var solution = library.Solution.AddProject(id, "App", "App", LanguageNames.CSharp).WithProjectMetadataReferences(id, TestProject.AllReferences).WithProjectCompilationOptions(id, TestProject.CompilationOptions)
            .AddProjectReference(id, new ProjectReference(library.Id)).AddDocument(DocumentId.CreateNewId(id), "B.cs", "class B : Shop.IJob { public void Run() { } }");
        Assert.Equal("B, A", await OfAsync("Shop.IJob", solution.GetProject(id)!));
    }

    private const string Jobs = "namespace Shop { public interface IJob { void Run(); } public class Job { public virtual void Run() { } } } namespace Bank { public interface IJob { void Run(); } public class Job { public virtual void Run() { } } }";

    private static Task<string> OfAsync(string type, params (string Name, string Text)[] files) => OfAsync(type, TestProject.Create(files));

    private static async Task<string> OfAsync(string type, Project project)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var method = (IMethodSymbol)compilation.GetTypeByMetadataName(type)!.GetMembers("Run").Single();
        return string.Join(", ", Implementations.In(compilation).Of(method).Select(found => found.ContainingType.Name));
    }
}
