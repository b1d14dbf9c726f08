using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Members of the platform whose values nothing bounds.</summary>
internal static class UnboundedSources
{
    private static readonly MemberTable RequestPaths = new(
        "Microsoft.AspNetCore.Http.HttpRequest.Path", "Microsoft.AspNetCore.Http.Features.IHttpRequestFeature.Path", "Microsoft.AspNetCore.Http.Features.IHttpRequestFeature.RawTarget",
        "Microsoft.AspNetCore.Http.Extensions.UriHelper.GetDisplayUrl", "Microsoft.AspNetCore.Http.Extensions.UriHelper.GetEncodedUrl", "Microsoft.AspNetCore.Http.Extensions.UriHelper.GetEncodedPathAndQuery");

    private static readonly MemberTable ExceptionTexts = new("System.Exception.Message", "System.Exception.StackTrace", "System.Exception.ToString");

    /// <summary>Ids, times, random numbers, and what a client or a user sends.</summary>
    private static readonly MemberTable Others = new(
        "Microsoft.AspNetCore.Http.HttpRequest.QueryString", "Microsoft.AspNetCore.Http.Features.IHttpRequestFeature.QueryString", "System.Net.HttpListenerRequest.RawUrl", "System.Net.HttpListenerRequest.Url",
        "System.Net.Http.HttpRequestMessage.RequestUri",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.TimeProvider.GetUtcNow", "System.TimeProvider.GetLocalNow", "System.TimeProvider.GetTimestamp", "System.TimeProvider.GetElapsedTime",
        "System.Environment.TickCount", "System.Environment.TickCount64", "System.Environment.StackTrace",
        "System.Diagnostics.Stopwatch.Elapsed", "System.Diagnostics.Stopwatch.ElapsedMilliseconds", "System.Diagnostics.Stopwatch.ElapsedTicks", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch.GetElapsedTime",
        "System.Random.NextDouble", "System.Random.NextSingle", "System.HashCode.Combine", "System.HashCode.ToHashCode",
        "System.Security.Cryptography.RandomNumberGenerator.GetBytes", "System.Security.Cryptography.RandomNumberGenerator.GetHexString", "System.Security.Cryptography.RandomNumberGenerator.GetString",
        "System.Diagnostics.Activity.Id", "System.Diagnostics.Activity.TraceId", "System.Diagnostics.Activity.SpanId", "System.Diagnostics.Activity.RootId", "System.Diagnostics.Activity.ParentId",
        "System.Diagnostics.Activity.ParentSpanId", "System.Diagnostics.Activity.StartTimeUtc", "System.Diagnostics.Activity.Duration", "System.Diagnostics.ActivityContext.TraceId", "System.Diagnostics.ActivityContext.SpanId",
        "Microsoft.AspNetCore.Http.HttpContext.TraceIdentifier", "Microsoft.AspNetCore.Http.ISession.Id", "Microsoft.AspNetCore.Http.ConnectionInfo.Id",
        "Microsoft.AspNetCore.Http.ConnectionInfo.RemoteIpAddress", "Microsoft.AspNetCore.Http.ConnectionInfo.RemotePort",
        "Microsoft.AspNetCore.SignalR.HubCallerContext.ConnectionId", "Microsoft.AspNetCore.SignalR.HubCallerContext.UserIdentifier",
        "Microsoft.AspNetCore.Connections.ConnectionContext.ConnectionId", "Microsoft.AspNetCore.Connections.BaseConnectionContext.ConnectionId",
        "Microsoft.AspNetCore.Connections.BaseConnectionContext.RemoteEndPoint", "System.Net.Sockets.Socket.RemoteEndPoint",
        "Microsoft.AspNetCore.Http.HttpRequest.ContentType", "Microsoft.AspNetCore.Http.IFormFile.FileName", "Microsoft.AspNetCore.Http.IFormFile.ContentType", "Microsoft.AspNetCore.Components.NavigationManager.Uri", "Microsoft.AspNetCore.Components.NavigationManager.ToBaseRelativePath", "Grpc.Core.ServerCallContext.Peer",
        "System.Security.Principal.IIdentity.Name", "System.Security.Claims.ClaimsIdentity.Name", "System.Security.Principal.WindowsIdentity.Name",
        "System.IO.Path.GetTempFileName", "System.IO.Path.GetRandomFileName");

    private static readonly MemberTable CommandTexts = new("System.Data.Common.DbCommand.CommandText", "System.Data.IDbCommand.CommandText");

    /// <summary>The parts of an object that say as much as the object: unbounded if that is.</summary>
    private static readonly MemberTable Parts = new(
        "System.Uri.AbsoluteUri", "System.Uri.AbsolutePath", "System.Uri.PathAndQuery", "System.Uri.LocalPath", "System.Uri.Query", "System.Uri.Fragment", "System.Uri.OriginalString", "System.Uri.Segments", "System.Uri.UserInfo",
        "Microsoft.AspNetCore.Http.PathString.Value", "Microsoft.AspNetCore.Http.PathString.ToUriComponent", "Microsoft.AspNetCore.Http.QueryString.Value", "Microsoft.AspNetCore.Http.QueryString.ToUriComponent",
        "System.IO.FileSystemInfo.FullName", "System.IO.FileSystemInfo.Name", "System.IO.FileInfo.DirectoryName", "System.IO.FileStream.Name", "System.IO.FileSystemEventArgs.FullPath", "System.IO.FileSystemEventArgs.Name", "System.IO.RenamedEventArgs.OldName", "System.IO.RenamedEventArgs.OldFullPath",
        "System.DateTime.Ticks", "System.DateTime.Date", "System.DateTime.TimeOfDay", "System.DateTimeOffset.Ticks", "System.DateTimeOffset.UtcTicks", "System.DateTimeOffset.Date", "System.DateTimeOffset.DateTime",
        "System.DateTimeOffset.UtcDateTime", "System.DateTimeOffset.LocalDateTime", "System.DateTimeOffset.TimeOfDay", "System.DateOnly.DayNumber", "System.TimeOnly.Ticks",
        "System.DateTime.AddDays", "System.DateTime.AddHours", "System.DateTime.AddMinutes", "System.DateTime.AddSeconds", "System.DateTime.ToUniversalTime", "System.DateTime.ToLocalTime", "System.DateTime.ToBinary", "System.DateTime.ToFileTime",
        "System.DateTimeOffset.ToUnixTimeSeconds", "System.DateTimeOffset.ToUnixTimeMilliseconds", "System.DateTimeOffset.ToUniversalTime", "System.DateTimeOffset.ToLocalTime",
        "System.TimeSpan.Ticks", "System.TimeSpan.TotalDays", "System.TimeSpan.TotalHours", "System.TimeSpan.TotalMinutes", "System.TimeSpan.TotalSeconds", "System.TimeSpan.TotalMilliseconds", "System.TimeSpan.TotalMicroseconds", "System.TimeSpan.TotalNanoseconds",
        "System.Nullable`1.Value", "System.Threading.Tasks.Task`1.Result", "System.Threading.Tasks.ValueTask`1.Result", "System.Guid.ToByteArray", "System.Net.IPEndPoint.Address", "System.Net.IPAddress.MapToIPv4", "System.Net.IPAddress.MapToIPv6", "System.Diagnostics.ActivityTraceId.ToHexString", "System.Diagnostics.ActivitySpanId.ToHexString");

    private static readonly MemberTable HashCodes = new("System.Object.GetHashCode"), RandomIntegers = new("System.Random.Next", "System.Random.NextInt64");

    /// <summary>The value of a member, as a value that nothing bounds; null if that is not known of it.</summary>
    public static UnboundedOrigin? Of(ISymbol member, IOperation reference)
    {
        if (RequestPaths.OwnerOf(member) is { } request) return Origin(request == "UriHelper" ? "HttpRequest" : request, UnboundedCause.RequestPath);
        if (ExceptionTexts.OwnerOf(member) is { } exception) return Origin(exception, UnboundedCause.ExceptionText);
        if (Others.OwnerOf(member) is { } owner) return Origin(owner, UnboundedCause.Other);
        if (CommandTexts.OwnerOf(member) is { } command) return MayBeProcedure(reference) ? null : Origin(command, UnboundedCause.Other);
        if (HashCodes.Contains(member)) return new UnboundedOrigin("GetHashCode()", UnboundedCause.Other, reference);
        // With a bound of its own there are only so many.
        return member is IMethodSymbol { Parameters.IsEmpty: true } && RandomIntegers.OwnerOf(member) is { } random ? Origin(random, UnboundedCause.Other) : null;

        UnboundedOrigin Origin(string type, UnboundedCause cause) => new(NameOf(type, member), cause, reference);
    }

    /// <summary>The text of a command may be the name of a stored procedure, of which there are few: code that asks for the command's type knows which it is.</summary>
    private static bool MayBeProcedure(IOperation reference)
    {
        var root = Body.RootOf(reference);
        foreach (var operation in root.Descendants())
            if (operation is IPropertyReferenceOperation { Property.Name: "CommandType" }) return true;
        return false;
    }

    /// <summary>True for a part that says as much as the object it is asked of.</summary>
    public static bool IsPart(ISymbol member) => Parts.Contains(member);

    public static bool IsHashCode(ISymbol member) => HashCodes.Contains(member);

    /// <summary>The same origin, named by the part where that says more.</summary>
    public static ValueOrigin PartOf(ValueOrigin whole, ISymbol member)
        => whole is UnboundedOrigin { Cause: UnboundedCause.Other } unbounded && Parts.OwnerOf(member) is "Uri" or "FileSystemInfo" or "FileInfo" or "FileStream" or "FileSystemEventArgs" or "RenamedEventArgs"
            ? unbounded with { Reason = NameOf(Parts.OwnerOf(member)!, member) }
            : whole;

    private static string NameOf(string type, ISymbol member) => type + "." + member.Name + (member is IMethodSymbol ? "()" : "");
}
