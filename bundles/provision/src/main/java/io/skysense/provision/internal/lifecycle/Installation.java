// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.lifecycle;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.Phase;
import io.skysense.provision.PhaseListener;
import io.skysense.provision.internal.Messages;
import io.skysense.provision.internal.Sha256;
import io.skysense.provision.internal.lifecycle.State.Kept;
import io.skysense.provision.internal.trust.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Brings a bundle in from its file, or leaves everything as it was.
 *
 * @param folder keeps the file
 * @param checks have a say
 * @param installed what is there
 * @param arrival brings the bundle up
 * @param switching has its plug-ins serve
 * @param departure removes it where that fails
 */
record Installation(
        PluginFolder folder,
        BundleChecks checks,
        Installed installed,
        Arrival arrival,
        Switching switching,
        Departure departure) {

    /**
     * What came in.
     *
     * @param bundle the bundle
     * @param moved what it has taken the place of
     */
    record Brought(Kept bundle, Switch moved) {}

    /**
     * Installs, starts, checks and switches.
     *
     * @param file the bundle
     * @param newer whether an older version must be there
     * @param listener is told of each phase
     * @throws LifecycleException if one fails; nothing of the bundle is left
     */
    Brought run(Path file, boolean newer, PhaseListener listener) throws LifecycleException, InterruptedException {
        listener.begins(Phase.RESOLVE, String.valueOf(file.getFileName()));
        Path staged = stage(file);
        try {
            BundleFile read = BundleFile.read(staged, file);
            checks.check(staged, file, Origin.OPERATOR);
            installed.refuseIfThere(read, newer);
            return bringIn(read, listener);
        } catch (IOException e) {
            throw new LifecycleException(file + ": " + Messages.of(e), e);
        } finally {
            folder.drop(staged);
        }
    }

    private Path stage(Path file) throws LifecycleException {
        if (!Files.isRegularFile(file)) {
            throw new LifecycleException(file + ": no such file");
        }
        try {
            return folder.stage(file);
        } catch (IOException e) {
            throw new LifecycleException(file + ": cannot be copied: " + Messages.of(e), e);
        }
    }

    private Brought bringIn(BundleFile read, PhaseListener listener)
            throws LifecycleException, IOException, InterruptedException {
        Kept kept = new Kept(read.name(), read.version().toString(), Sha256.of(read.file()));
        Bundle bundle = add(read, kept);
        try (Standstill standstill = new Standstill(switching.pins())) {
            try {
                arrival.resolve(bundle);
                listener.begins(Phase.START, read.describe());
                arrival.start(bundle);
                return new Brought(kept, switching.to(read.name(), installed.brought(bundle), listener));
            } catch (Arrival.StuckException e) {
                // It may offer plug-ins already: they must not serve until it can be removed.
                standstill.outlast();
                e.afterwards(() -> {
                    departure.discard(bundle);
                    standstill.release();
                });
                folder.drop(kept);
                throw refused(read, e);
            } catch (LifecycleException | InterruptedException | RuntimeException e) {
                departure.discard(bundle);
                folder.drop(kept);
                throw refused(read, e);
            }
        }
    }

    private Bundle add(BundleFile read, Kept kept) throws LifecycleException, IOException {
        try {
            return folder.install(read.file(), kept);
        } catch (BundleException | RuntimeException e) {
            throw refused(read, e);
        }
    }

    private static LifecycleException refused(BundleFile read, Exception why) {
        if (why instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new LifecycleException(read.describe() + " was refused: " + Messages.of(why), why);
    }
}
