using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Where mail goes to, or comes from: a person's own, whatever the variable is called.</summary>
internal static class MailAddresses
{
    private static readonly MemberTable Texts = new("System.Net.Mail.MailAddress.Address", "System.Net.Mail.MailAddress.ToString", "System.Net.Mail.MailAddressCollection.ToString", "MimeKit.MailboxAddress.Address", "MimeKit.InternetAddressList.ToString");

    /// <summary>True for the address itself, and not for its host, or for the name beside it.</summary>
    public static bool Is(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property: var property } => Texts.Contains(property),
        IInvocationOperation { TargetMethod: var method } => Texts.Contains(method),
        _ => value.Type.Is("System.Net.Mail", "MailAddress") || value.Type.Is("MimeKit", "MailboxAddress"),
    };
}
