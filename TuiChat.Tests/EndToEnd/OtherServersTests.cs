using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TuiChat.Tests.EndToEnd;

/// <summary>Servers of another kind, or none, where ours is expected: one plain sentence each, and the form stays.</summary>
public sealed class OtherServersTests
{
    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", true, "A web server answers")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", false, "An SSH server answers")]
    [InlineData("220 mail.example.org ESMTP\r\n", false, "A mail or FTP server answers")]
    [InlineData(":irc.example.org NOTICE * :hello\r\n", false, "An IRC server answers")]
    [InlineData("\u0015\u0003\u0001", true, "speaks TLS, but the handshake failed")]
    [InlineData("{\"t\":\"what\"}\n", true, "not the TuiChat protocol")]
    [InlineData("{}\n", true, "not the TuiChat protocol")]
    [InlineData("", true, "closed the connection without a word")]
    [InlineData("\u001b[31mred", false, "of an unknown kind answers")]
    public async Task Connect_ToAnotherKindOfServer_IsSaidPlainly(string answer, bool waitsForUs, string sentence)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var over = new CancellationTokenSource();
        var serving = ServeAsync(listener, Encoding.Latin1.GetBytes(answer), waitsForUs, over.Token);
        await using var ada = TestClient.Enter((IPEndPoint)listener.LocalEndpoint, "ada");
        ada.Expect(() => Words(ada.Screen).Contains(sentence, StringComparison.Ordinal), sentence);
        Assert.Contains("Nickname", ada.Screen, StringComparison.Ordinal);
        await over.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Connect_ToAPortWhereNothingListens_IsSaidPlainly()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endPoint = (IPEndPoint)listener.LocalEndpoint;
        listener.Stop();
        await using var ada = TestClient.Enter(endPoint, "ada");
        ada.Expect("nothing listens on port");
    }

    [Fact]
    public async Task Connect_ToAnUnknownHost_IsSaidPlainly()
    {
        // RFC 6761 §6.4: names under .invalid never exist.
        await using var ada = new TestClient(new ClientOptions { Host = "no-such-host.invalid", Nick = Client.Names.Nick("ada") });
        ada.Expect("No host is called");
    }

    /// <summary>The same to everybody, first with and then without a handshake from us, until it is over.</summary>
    static async Task ServeAsync(TcpListener listener, byte[] answer, bool waitsForUs, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                using var socket = await listener.AcceptSocketAsync(over);
                await AnswerAsync(socket, answer, waitsForUs);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The client has heard enough, or it is over.
            }
        }
    }

    static async Task AnswerAsync(Socket socket, byte[] answer, bool waitsForUs)
    {
        if (waitsForUs) await socket.ReceiveAsync(new byte[4096]);
        await socket.SendAsync(answer);
        socket.Shutdown(SocketShutdown.Send);
        // Reads what still comes, so that closing does not reset the connection under the answer.
        var rest = new byte[1024];
        while (await socket.ReceiveAsync(rest) > 0)
        {
        }
    }

    /// <summary>The screen with its line breaks as spaces, so that a wrapped sentence is found.</summary>
    static string Words(string screen) => string.Join(' ', screen.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
