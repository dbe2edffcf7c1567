using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Access;
using TuiChat.Server.Commands;
using TuiChat.Server.Storage;

namespace TuiChat.Tests.Server.Accounts;

/// <summary>Where passwords, tokens and codes must not show.</summary>
public sealed class SecrecyTests
{
    const string Other = "second s3cret phrase", Wrong = "wr0ng guess phrase";

    [Fact]
    public async Task Secrets_OfARunningServer_StandInNoLogAndNoFile()
    {
        var folder = TestServer.NewFolder();
        var secrets = new List<string> { Visit.Secret, Other, Wrong };
        using (var server = await ServerProcess.StartAsync(folder))
        {
            var code = (await File.ReadAllTextAsync(Path.Combine(folder, TuiChat.Server.Accounts.ClaimCode.FileName))).Trim();
            secrets.Add(code);
            var (ann, answer) = await LineClient.HelloAsync(server.EndPoint, Visit.Hello("ann", Visit.Secret, register: true));
            secrets.Add(Assert.IsType<Welcome>(answer).Token ?? "");
            secrets.Add(((Welcome)answer).Session ?? "");
            Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server.EndPoint, Visit.Hello("ann", Wrong)));
            Assert.Equal(RefusalCode.WrongLogin, await Visit.CodeAsync(server.EndPoint, Visit.Hello("ann", token: Wrong)));
            Assert.Null(await Visit.CodeAsync(ann, id => new PasswordRequest { Id = id, Old = Visit.Secret, Secret = Other }));
            Assert.Equal(RefusalCode.WrongCode, await Visit.CodeAsync(ann, id => new ClaimRequest { Id = id, Code = Wrong }));
            Assert.Null(await Visit.CodeAsync(ann, id => new ClaimRequest { Id = id, Code = code }));
            await ann.SendRawAsync($"{{\"t\":\"passwd\",\"id\":\"b\",\"old\":\"{Other}\",\"secret\":[\"{Wrong}\"]}}\n{{\"t\":\"hello\",\"secret\":\"{Wrong}\"\n");
            await ann.ReadAnswerAsync("b");
            server.Signal(15);
            await server.WaitAsync();
            ann.Dispose();
        }
        var files = Directory.GetFiles(folder);
        Assert.Contains(files, file => file.EndsWith(".log", StringComparison.Ordinal));
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            foreach (var secret in secrets)
                Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0, $"A secret stands in {Path.GetFileName(file)}.");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Text_OfWhatHoldsASecret_DoesNotShowIt()
    {
        var hash = PasswordHash.Make(Visit.Secret, 10);
        var account = new StoredAccount(1, Guid.NewGuid(), "ann", LineClient.Nick("ann"), hash.Text, null, null, 0, 0, null);
        var login = new StoredLogin(1, 1, Visit.Secret, null, "192.0.2.1", 0, 0, 0);
        object[] holders =
        [
            Visit.Hello("ann", Visit.Secret, Visit.Secret), new RegisterRequest { Secret = Visit.Secret }, new PasswordRequest { Old = Visit.Secret, Secret = Visit.Secret },
            new DeleteAccountRequest { Secret = Visit.Secret }, new ClaimRequest { Code = Visit.Secret }, new JoinRequest { Room = RoomName.Main, Secret = Visit.Secret },
            new AccountCreated { Nick = LineClient.Nick("ann"), Token = Visit.Secret, Expires = 0 },
            account, login, hash, new Identity(account, login), new LoginVerdict(null, Better: hash),
        ];
        Assert.All(holders, holder =>
        {
            Assert.DoesNotContain(Visit.Secret, holder.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(hash.Text, holder.ToString(), StringComparison.Ordinal);
        });
    }
}
