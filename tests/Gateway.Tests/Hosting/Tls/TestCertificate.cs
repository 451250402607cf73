using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Tests.Hosting.Tls;

/// <summary>A certificate for 127.0.0.1 in files, to be written over as a rotation does.</summary>
internal sealed class TestCertificate : IDisposable
{
    public const string Subject = "CN=plimsoll.test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plimsoll-tls-");

    public string Pem => Path.Combine(_folder.FullName, "tls.crt");
    public string Key => Path.Combine(_folder.FullName, "tls.key");
    public string Pfx => Path.Combine(_folder.FullName, "tls.pfx");
    public string PasswordFile => Path.Combine(_folder.FullName, "password");
    public TlsOptions Options => new() { Certificate = Pem, Key = Key };

    /// <summary>Of the pair written last.</summary>
    public string Thumbprint { get; private set; } = "";

    /// <summary>Writes a new pair and returns its thumbprint.</summary>
    public string Write(string? password = null, bool pfx = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        if (password is not null)
            File.WriteAllText(PasswordFile, password + "\n");
        if (pfx)
            File.WriteAllBytes(Pfx, certificate.Export(X509ContentType.Pfx, password));
        File.WriteAllText(Pem, certificate.ExportCertificatePem());
        File.WriteAllText(Key, password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        return Thumbprint = certificate.Thumbprint;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
