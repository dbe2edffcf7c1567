namespace TuiChat.Server;

static class Program
{
    static int Main() => 0;
}
