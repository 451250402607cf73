namespace Plimsoll.Configuration.Tests.Binding;

public class TlsBinderTests
{
    [Fact]
    public void A_certificate_and_its_password_are_named_by_file_or_variable()
    {
        var pem = Reading.Valid("tls: { certificate: a.crt, key: a.key, password_file: p }\n").Tls;
        var pfx = Reading.Valid("tls: { certificate: a.pfx, password_env: PW }\n", ("PW", "secret")).Tls;

        Assert.Equal(new TlsOptions { Certificate = "a.crt", Key = "a.key", PasswordFile = "p" }, pem);
        Assert.Equal(new TlsOptions { Certificate = "a.pfx", PasswordVariable = "PW" }, pfx);
        Assert.Null(Reading.Valid("").Tls);
    }

    [Theory]
    [InlineData("{ key: k }", "1:6 tls.certificate: is missing; name a PEM file or a .pfx")]
    [InlineData("{ certificate: a.p12, key: k }", "1:33 tls.key: stands beside a PKCS #12 certificate, which holds its key itself")]
    [InlineData("{ certificate: a, password_env: NONE }", "1:38 tls.password_env: names an environment variable that is not set")]
    [InlineData("{ certificate: a, password_env: PW, password_file: f }", "1:38 tls.password_env: stands beside password_file; give one of them")]
    public void A_broken_section_is_reported(string section, string error) => Assert.Equal(error, Reading.Error($"tls: {section}\n", ("PW", "secret")));
}
