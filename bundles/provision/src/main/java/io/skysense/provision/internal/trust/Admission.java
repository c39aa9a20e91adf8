// Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
package io.skysense.provision.internal.trust;

import io.skysense.provision.LifecycleException;
import io.skysense.provision.TrustedKey;
import io.skysense.provision.TrustedKeys;
import io.skysense.provision.internal.ConfigurationFolder;
import io.skysense.provision.internal.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The rule, with the keys and the policy of this platform. */
@Component(
        service = {Admission.class, TrustedKeys.class},
        configurationPid = TrustConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE) // it asks for it itself
@Designate(ocd = TrustConfiguration.class)
public final class Admission implements TrustedKeys {

    /** The framework property that names the folder of trusted keys; without it, the framework's storage has it. */
    static final String FOLDER = "skysense.trust";

    /** The framework property that names the folder of the bundles that the platform itself consists of. */
    static final String OWN = "skysense.own";

    private final ConfigurationAdmin admin;
    private final KeyFolder keys;
    private final TrustRule rule;

    /**
     * Made by Declarative Services.
     *
     * @param context knows the folders
     * @param admin has the policy
     * @param files has applied the files of the configuration by now
     */
    @Activate
    public Admission(BundleContext context, @Reference ConfigurationAdmin admin, @Reference ConfigurationFolder files) {
        this.admin = admin;
        this.keys = new KeyFolder(Optional.ofNullable(context.getProperty(FOLDER))
                .map(Path::of)
                .orElseGet(() -> context.getDataFile("trust").toPath()));
        this.rule = new TrustRule(
                keys, Optional.ofNullable(context.getProperty(OWN)).map(Path::of));
    }

    /**
     * Looks whether a bundle may come in.
     *
     * @param file a jar that nobody changes meanwhile
     * @param called the file as its user knows it
     * @param origin who brings it
     * @throws LifecycleException if it may not; the message says why
     * @throws IOException if it cannot be read, or the policy is none
     */
    public void check(Path file, Path called, Origin origin) throws LifecycleException, IOException {
        rule.check(file, called, origin, policy());
    }

    @Override
    public List<TrustedKey> list() throws IOException {
        return keys.keys();
    }

    @Override
    public TrustedKey add(Path file) throws IOException {
        return keys.add(file);
    }

    @Override
    public TrustedKey remove(String fingerprint) throws IOException {
        return keys.remove(fingerprint);
    }

    @Override
    public TrustedKey signer(Path bundle) throws LifecycleException {
        try {
            return rule.signer(bundle);
        } catch (IOException e) {
            throw new LifecycleException(bundle + ": " + Messages.of(e), e);
        }
    }

    /** Asked for each time: a component is told of its configuration late, and nothing may slip in until then. */
    private TrustPolicy policy() throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + TrustConfiguration.PID + ")");
            Object value = found == null ? null : found[0].getProperties().get("policy");
            return TrustPolicy.of(value == null ? TrustConfiguration.DEFAULT : value);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // the filter is ours
        }
    }
}
