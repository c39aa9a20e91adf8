// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.shell.internal.remote;

import io.skysense.shell.internal.terminal.Terminal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A platform of another process that takes commands. */
public final class RunningPlatform implements AutoCloseable {

    private final SocketChannel channel;

    private RunningPlatform(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Looks for one.
     *
     * @param socket where it would listen
     * @return the platform, which the caller closes; empty if none listens
     */
    public static Optional<RunningPlatform> find(Path socket) {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RunningPlatform(SocketChannel.open(UnixDomainSocketAddress.of(socket))));
        } catch (IOException e) {
            // What a killed platform left.
            return Optional.empty();
        }
    }

    /**
     * Has it run a command.
     *
     * @param words the command with its options
     * @param folder that paths are relative to
     * @param terminal what it prints to
     * @return the exit code
     * @throws IOException if the platform ends before the command
     */
    public int run(List<String> words, Path folder, Terminal terminal) throws IOException {
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel));
        new Frames.Call(folder.toAbsolutePath().toString(), words, terminal.width()).write(out);
        try {
            return Frames.print(new DataInputStream(Channels.newInputStream(channel)), terminal.out(), terminal.err());
        } catch (EOFException e) {
            throw new IOException("the running platform ended before the command", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
