// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.remote;

import io.skysense.shell.internal.terminal.Terminal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Listens for commands of other processes on a socket of the file system, which only its owner may connect to. */
public final class CommandServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(CommandServer.class.getName());
    private static final int DRAIN_SECONDS = 60;

    private final Path socket;
    private final ServerSocketChannel server;
    private final Runner runner;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, "skysense-command-port"));

    /** Runs a command. */
    @FunctionalInterface
    public interface Runner {

        /**
         * Runs.
         *
         * @param words the command with its options
         * @param folder that paths are relative to
         * @param terminal what it prints to
         * @return the exit code
         */
        int run(List<String> words, Path folder, Terminal terminal);
    }

    private CommandServer(Path socket, ServerSocketChannel server, Runner runner) {
        this.socket = socket;
        this.server = server;
        this.runner = runner;
    }

    /**
     * Begins to listen.
     *
     * @param socket where; its folder exists and becomes its owner's alone
     * @param runner runs the commands, several at a time
     * @return the server, which the caller closes
     * @throws IOException if another process listens there, or the socket cannot be made
     */
    public static CommandServer open(Path socket, Runner runner) throws IOException {
        Optional<RunningPlatform> other = RunningPlatform.find(socket);
        if (other.isPresent()) {
            other.get().close();
            throw new IOException("another platform of this distribution takes commands already (" + socket + ")");
        }
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwx------"));
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        CommandServer made = new CommandServer(socket, server, runner);
        made.threads.execute(made::listen);
        return made;
    }

    private void listen() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (ClosedChannelException e) {
            // The server was closed.
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "commands of other processes are not taken any more", e);
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
            Frames.Call call = Frames.Call.read(new DataInputStream(Channels.newInputStream(client)));
            Terminal terminal = new Terminal(Frames.out(out), Frames.err(out), false, call.width(), false);
            Frames.exit(out, runner.run(call.words(), Path.of(call.folder()), terminal));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a command of another process: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a command of another process goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
