package dev.rialto.platform;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ConfigCustomizerFactory;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.ExtensionHandlerCustomizer;
import org.jdbi.v3.core.extension.ExtensionHandlerFactory;
import org.jdbi.v3.core.extension.ExtensionMetadata;
import org.jdbi.v3.core.extension.ExtensionMetadata.ExtensionHandlerInvoker;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.sqlobject.SqlObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Jdbi's SQL objects, each statement made ready when it is first asked for. Jdbi itself makes all
 * statements of an interface ready whenever one is attached to a transaction that will run two of
 * them, which took a seventh of the house's processor time.
 */
final class Statements implements ExtensionFactory {
  private final ExtensionFactory sqlObjects;
  private final Map<Class<?>, ExtensionMetadata> known = new ConcurrentHashMap<>();

  private Statements(ExtensionFactory sqlObjects) {
    this.sqlObjects = sqlObjects;
  }

  /** In front of the factory that Jdbi's plugin has registered. */
  static void register(Extensions extensions) {
    extensions.register(
        new Statements(extensions.findFactory(SqlObjectFactory.class).orElseThrow()));
  }

  @Override
  public boolean accepts(Class<?> type) {
    return known.containsKey(type) || sqlObjects.accepts(type);
  }

  @Override
  public Set<FactoryFlag> getFactoryFlags() {
    return Set.of(FactoryFlag.DONT_USE_PROXY);
  }

  @Override
  public Collection<ExtensionHandlerFactory> getExtensionHandlerFactories(ConfigRegistry config) {
    return sqlObjects.getExtensionHandlerFactories(config);
  }

  @Override
  public Collection<ExtensionHandlerCustomizer> getExtensionHandlerCustomizers(
      ConfigRegistry config) {
    return sqlObjects.getExtensionHandlerCustomizers(config);
  }

  @Override
  public Collection<ConfigCustomizerFactory> getConfigCustomizerFactories(ConfigRegistry config) {
    return sqlObjects.getConfigCustomizerFactories(config);
  }

  @Override
  public void buildExtensionMetadata(ExtensionMetadata.Builder builder) {
    sqlObjects.buildExtensionMetadata(builder);
  }

  @Override
  public <E> E attach(Class<E> type, HandleSupplier handle) {
    var metadata =
        known.computeIfAbsent(
            type, it -> handle.getConfig().get(Extensions.class).findMetadata(it, this));
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Attached(metadata, handle)));
  }

  /** One interface in one transaction, and so on one thread. */
  private static final class Attached implements InvocationHandler {
    private final ExtensionMetadata metadata;
    private final HandleSupplier handle;
    private final ConfigRegistry config;
    private final Map<Method, ExtensionHandlerInvoker> ready = new HashMap<>();

    Attached(ExtensionMetadata metadata, HandleSupplier handle) {
      this.metadata = metadata;
      this.handle = handle;
      this.config = metadata.createInstanceConfiguration(handle.getConfig());
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return method.invoke(this, arguments);
      }
      var invoker = ready.get(method);
      if (invoker == null) {
        invoker = metadata.createExtensionHandlerInvoker(proxy, method, handle, config);
        ready.put(method, invoker);
      }
      return invoker.invoke(arguments == null ? new Object[0] : arguments);
    }
  }
}
