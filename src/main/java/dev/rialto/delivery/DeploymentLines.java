package dev.rialto.delivery;

/** The lines of the list, fetched anew when something is deployed. */
public record DeploymentLines(DeploymentsPage page) {
  public static String took(Deployment deployment) {
    return DeploymentsPage.took(deployment);
  }
}
