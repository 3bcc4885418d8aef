pub static ALL: &[&ServiceModel] = &[&SSM, &SECRETSMANAGER, &IAM];

pub static IAM: ServiceModel = ServiceModel {
    name: "iam",
    file: "iam.json",
    ast: include_str!("../iam.json"),
    overlay_file: "iam.overlay.json",
    overlay: include_str!("../iam.overlay.json"),
};

pub static SECRETSMANAGER: ServiceModel = ServiceModel {
    name: "secretsmanager",
    file: "secretsmanager.json",
    ast: include_str!("../secretsmanager.json"),
    overlay_file: "secretsmanager.overlay.json",
    overlay: include_str!("../secretsmanager.overlay.json"),
};

pub static SSM: ServiceModel = ServiceModel {
    name: "ssm",
    file: "ssm.json",
    ast: include_str!("../ssm.json"),
    overlay_file: "ssm.overlay.json",
    overlay: include_str!("../ssm.overlay.json"),
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceModel {
    pub name: &'static str,
    pub file: &'static str,
    pub ast: &'static str,
    pub overlay_file: &'static str,
    pub overlay: &'static str,
}
