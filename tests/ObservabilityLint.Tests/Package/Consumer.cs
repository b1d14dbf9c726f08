using System.Xml.Linq;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Package;

/// <summary>A user's project: the code of a sample in a folder of its own, with the package instead of the source of the rules.</summary>
public sealed class Consumer(string sample, PackedPackage package)
{
    /// <summary>The version of each package that the repository uses.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);

    private readonly string root = package.NewFolder("");

    public string Folder => Path.Combine(root, Project);

    /// <summary>Where the repository has it too.</summary>
    private string Project => $"samples/{sample}";

    public string Program => Path.Combine(Folder, "bin", "Debug", "net10.0", sample + ".dll");

    /// <summary>Writes and restores the project.</summary>
    public static async Task<Consumer> CreateAsync(string sample, PackedPackage package)
    {
        var consumer = new Consumer(sample, package);
        Directory.CreateDirectory(consumer.Folder);
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("samples", sample)).Where(file => Path.GetExtension(file) is ".cs" or ".editorconfig"))
            File.Copy(file, consumer.PathOf(Path.GetFileName(file)));
        consumer.ProjectFile(Repository.PathOf("samples", sample, sample + ".csproj"), package.Source).Save(consumer.PathOf(sample + ".csproj"));
        (await consumer.RunAsync("restore")).Succeeded();
        return consumer;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public Task<Outcome> RunAsync(params string[] arguments) => Command.DotnetAsync(Folder, package.Environment, arguments);

    /// <summary>As the README says, from the folder above the samples.</summary>
    public Task<Outcome> RepairAsync() => Command.DotnetAsync(root, package.Environment, RepairCommand.ArgumentsOf(RepairCommand.On(Project)));

    public Task<Outcome> BuildAsync(params string[] arguments) => RunAsync(["build", "--no-restore", "--no-incremental", .. arguments]);

    private XDocument ProjectFile(string sampleProject, string source)
    {
        var project = XDocument.Load(sampleProject);
        project.Descendants("ProjectReference").Remove();
        foreach (var reference in project.Descendants("PackageReference"))
            reference.SetAttributeValue("Version", Versions[reference.Attribute("Include")!.Value]);
        project.Root!.Add(
            new XElement("ItemGroup", new XElement("PackageReference", new XAttribute("Include", "ObservabilityLint"), new XAttribute("Version", PackedPackage.Version), new XAttribute("PrivateAssets", "all"))),
            // The audit asks the network about advisories: no subject of these tests.
            new XElement("PropertyGroup", new XElement("RestoreAdditionalProjectSources", source), new XElement("NuGetAudit", "false")));
        return project;
    }
}
