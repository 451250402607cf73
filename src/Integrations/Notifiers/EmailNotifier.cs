using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using Plimsoll.Alerting.Delivery;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Integrations.Notifiers;

/// <summary>A plain-text mail for each notification, over SMTP; encrypted by STARTTLS unless the channel says otherwise.</summary>
internal sealed class EmailNotifier(ChannelSettings settings, TimeProvider time) : INotifier
{
    private const int FirstPermanent = 500;

    public string Channel => settings.Name;

    public async Task<DeliveryOutcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var mail = settings.Mail!;
        using var late = new CancellationTokenSource(settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var message = Message(mail, notification);
            using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.Tls };
            if (mail.User is not null)
                client.Credentials = new NetworkCredential(mail.User, settings.Secret?.Reveal());
            await client.SendMailAsync(message, either.Token).ConfigureAwait(false);
            return new DeliveryOutcome.Sent();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome.Later(null, "timeout") { MayHaveArrived = true };
        }
        catch (SmtpFailedRecipientException some)
        {
            return Outcome(some, mail.To.Count);
        }
        catch (SmtpException unsafeServer) when (unsafeServer.InnerException is AuthenticationException)
        {
            return new DeliveryOutcome.Later(null, "tls");
        }
        catch (SmtpException refused) when ((int)refused.StatusCode >= FirstPermanent)
        {
            return new DeliveryOutcome.Rejected($"smtp_{(int)refused.StatusCode}");
        }
        catch (SmtpException failed)
        {
            return new DeliveryOutcome.Later(null, (int)failed.StatusCode > 0 ? $"smtp_{(int)failed.StatusCode}" : "connection");
        }
    }

    /// <summary>The mail has gone to those that the server did not refuse; it is tried again where it has gone to nobody.</summary>
    private static DeliveryOutcome Outcome(SmtpFailedRecipientException refused, int receivers)
    {
        SmtpFailedRecipientException[] refusals = refused is SmtpFailedRecipientsException several ? several.InnerExceptions : [refused];
        if (refusals.Length < receivers)
            return new DeliveryOutcome.Sent();
        var code = refusals.Min(r => (int)r.StatusCode);
        return code >= FirstPermanent ? new DeliveryOutcome.Rejected($"smtp_{code}") : new DeliveryOutcome.Later(null, $"smtp_{code}");
    }

    private MailMessage Message(MailSettings mail, Notification notification)
    {
        var title = NotificationText.Title(settings.Title, notification).ReplaceLineEndings(" ");
        var message = new MailMessage { From = new MailAddress(mail.From), Subject = title, Body = string.Join('\n', NotificationText.Lines(notification)) };
        foreach (var to in mail.To)
            message.To.Add(to);
        message.Headers.Add("References", $"<{notification.IncidentId ?? notification.Alerts[0].Alert.Key}@plimsoll>");
        return message;
    }
}
